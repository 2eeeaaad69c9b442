import type { VendorResponse } from "../../engine/request/call.ts";

export type Problem = { status: number; message: string; details?: readonly string[] };

/** The one known error body, for every status but 401, whose body is not known. */
export function ivantiNeuronsError({ status, message, details = [] }: Problem): VendorResponse {
  if (status === 401) return { status };
  const fieldErrors = (details.length > 0 ? details : [message]).map(fieldError);
  return { status, body: { errors: { globalErrors: null, fieldErrors }, result: null } };
}

function fieldError(text: string) {
  const field = /^query parameter ([^:]+):/.exec(text)?.[1] ?? "";
  return { code: field === "rows" ? "Range" : "Invalid", message: text, field };
}
