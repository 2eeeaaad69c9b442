import type { VendorResponse } from "../../engine/request/call.ts";

const MESSAGES: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Authentication required",
  402: "Requires Fleet Premium license",
  403: "Forbidden",
  404: "Resource Not Found",
  409: "Conflict",
  422: "Validation Failed",
  429: "limit exceeded, retry after: 1s",
};

/** An error as the server has it: a message, and what it is about. */
export function failure(status: number, reason?: string, name = "base"): VendorResponse {
  const message = MESSAGES[status] ?? "Unknown error";
  return { status, body: { message, errors: [{ name, reason: reason ?? message }] } };
}
