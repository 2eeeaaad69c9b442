import type { OperationSchemas } from "../../engine/document/operation-schemas.ts";
import type { VendorResponse } from "../../engine/request/call.ts";

const TEXTS: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  404: "Not Found",
};

/** An error of the API. The body of 403 is a guess; a path that does not exist never reaches the API, but ends at a proxy. */
export function failure(
  operation: OperationSchemas | undefined,
  { status, message }: { status: number; message: string },
): VendorResponse {
  if (status === 404 && operation === undefined)
    return { status, body: { message: "no Route matched with those values", request_id: "0".repeat(32) } };
  if (status === 429)
    return { status, body: { message: "API rate limit exceeded" }, headers: { "ratelimit-reset": "1" } };
  if (status === 403)
    return { status, body: { detail: "You do not have permission to perform this action." } };
  const text = TEXTS[status] ?? message;
  return { status, body: { error: status === 400 ? message || text : text } };
}
