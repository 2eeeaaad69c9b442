import type { VendorResponse } from "../../engine/request/call.ts";

const NAMES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
};

/** An error of the API; messages are quoted by clients for 405 and for unknown properties, and made up otherwise. */
export function failure(
  status: number,
  message = `HTTP ${status} ${NAMES[status] ?? "Error"}`,
): VendorResponse {
  if (status === 429) return { status };
  if (status === 401) return refused("not_authenticated", "Invalid credentials");
  const incidentId = `WEB_MGMT_SERVICE-00000000-${status}`;
  return { status, body: { resultCode: "FAILURE", errorMessage: message, incidentId } };
}

/** An error of the server for tokens, and of the API where a token does not do. */
export function refused(error: string, description?: string, status = 401): VendorResponse {
  const about = description === undefined ? {} : { error_description: description, error_code: 10 };
  return { status, body: { error, ...about } };
}
