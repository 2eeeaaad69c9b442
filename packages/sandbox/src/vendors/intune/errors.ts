import type { OperationSchemas } from "../../engine/document/operation-schemas.ts";
import type { VendorResponse } from "../../engine/request/call.ts";

export type Problem = { status: number; message: string; code?: string; details?: readonly string[] };

const CODES: Readonly<Record<number, string>> = {
  400: "BadRequest",
  401: "InvalidAuthenticationToken",
  403: "Forbidden",
  404: "ResourceNotFound",
  409: "Conflict",
  429: "TooManyRequests",
  501: "NotImplemented",
};

const REQUEST_ID = "00000000-0000-4000-8000-00000000000f";

/** Device calls have an error of their own, with an internal URL, as JSON in the message; the rest of the service has plain text. */
function messageOf(operation: OperationSchemas | undefined, { status, message }: Problem): string {
  if (!operation?.path.includes("/managedDevices") || status === 401 || status === 404) return message;
  const Message = `${message} - Operation ID (for customer support): ${REQUEST_ID} - Activity ID: ${REQUEST_ID} - Url: https://internal.example/devices`;
  return JSON.stringify({
    _version: 3,
    Message,
    CustomApiErrorPhrase: "",
    RetryAfter: null,
    ErrorSourceService: "",
  });
}

/** An error as the service has it; its date has no time zone. */
export function graphError(operation: OperationSchemas | undefined, problem: Problem): VendorResponse {
  const { status, details = [] } = problem;
  const code = problem.code ?? CODES[status] ?? "UnknownError";
  const message = messageOf(operation, { ...problem, message: [problem.message, ...details].join(" ") });
  const ids = { "request-id": REQUEST_ID, "client-request-id": REQUEST_ID };
  const error = { code, message, innerError: { date: "2026-11-01T12:00:00", ...ids } };
  return { status, body: { error }, headers: ids };
}

/** What a tenant without Intune answers to device calls. */
export const NOT_APPLICABLE: Problem = { status: 400, message: "Request not applicable to target tenant." };
