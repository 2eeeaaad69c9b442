import type { VendorResponse } from "../../engine/request/call.ts";

const TITLES: Readonly<Record<number, string>> = {
  401: "Unauthorized",
  403: "This API Key does not have access to this resource.",
  404: "object not found",
  405: "Method Not Allowed",
};

/** An error as the vendor has it; titles but those of 403 and 404 are made up. */
export function failure(status: number, title?: string): VendorResponse {
  // A refusal for too many requests has no body, and no header that says how long to wait (a client).
  if (status === 429) return { status };
  const errors = [{ title: TITLES[status] ?? title ?? `Error ${status}` }];
  return { status, body: { errors }, headers: { "x-request-id": "00000000-0000-4000-8000-00000000000a" } };
}
