import { type OperationSchemas, responseOf } from "../../engine/document/operation-schemas.ts";
import type { VendorResponse } from "../../engine/request/call.ts";

export type Problem = {
  status: number;
  message: string;
  details?: readonly string[];
  code?: string;
  field?: string | null;
};

const codes: Record<number, string> = {
  400: "INVALID_FIELD",
  401: "INVALID_TOKEN",
  403: "INVALID_PRIVILEGE",
  404: "INVALID_ID",
  409: "DUPLICATE_FIELD",
};

/** An error in Jamf's formats: JSON, an HTML page of the Classic API, an OAuth error, or no body at all. */
export function jamfProError(operation: OperationSchemas | undefined, problem: Problem): VendorResponse {
  const { status, message, code = codes[status] ?? "ERROR" } = problem;
  const { field = operation && status === 404 ? "id" : null } = problem;
  if (operation?.path.startsWith("/JSSResource")) return htmlError(problem);
  if (operation?.path.endsWith("/oauth/token")) {
    return {
      status,
      body: { error: status === 400 ? "invalid_request" : "invalid_client", error_description: message },
    };
  }
  const declared = operation === undefined ? undefined : responseOf(operation, status);
  if (declared !== undefined && declared.schema === undefined) return { status };
  const errors = [{ code, description: message, id: "0", field }];
  return { status, body: { httpStatus: status, errors } };
}

/** Regardless of the Accept header. */
function htmlError({ status, message }: Problem): VendorResponse {
  const text = `<html><head><title>Status page</title></head><body><p>${message}</p><p>You can get technical details <a href="/">here</a>.</p></body></html>`;
  return { status, text, contentType: "text/html;charset=UTF-8" };
}
