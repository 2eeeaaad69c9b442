import { STATUS_CODES } from "node:http";
import { type ErrorCode, InvalidResponseError, MdmError, withOutcome } from "@mdmkit/runtime";
import type { UnifiedComponents } from "@mdmkit/unified";
import { type Failure, GatewayError, REQUIRED } from "../errors/gateway-error.ts";
import { StoreError } from "../errors/store-error.ts";
import type { CallFacts } from "../operations/call-facts.ts";
import type { Redact } from "../secrets/redaction.ts";

type ErrorBody = UnifiedComponents["schemas"]["Error"];
type Insight = NonNullable<ErrorBody["truto_error_insight"]>;

export type ErrorAnswer = { readonly body: ErrorBody; readonly headers: Readonly<Record<string, string>> };

/** Whose fault it is, and which status says so. 503 is kept for accounts that are blocked, so a failing vendor is 502. */
const KINDS: Readonly<Record<ErrorCode, { status: number; isRemote: boolean }>> = {
  authentication: { status: 401, isRemote: true },
  permission: { status: 403, isRemote: true },
  "not-found": { status: 404, isRemote: true },
  conflict: { status: 409, isRemote: true },
  validation: { status: 422, isRemote: true },
  "rate-limit": { status: 429, isRemote: true },
  "vendor-unavailable": { status: 502, isRemote: true },
  timeout: { status: 504, isRemote: true },
  connection: { status: 502, isRemote: true },
  "invalid-response": { status: 502, isRemote: true },
  aborted: { status: 504, isRemote: false },
  "unsupported-capability": { status: 422, isRemote: false },
  confirmation: { status: 422, isRemote: false },
  "invalid-input": { status: 422, isRemote: false },
};

type Context = Pick<CallFacts, "requestId" | "redact"> & Partial<Pick<CallFacts, "account" | "sent">>;

/** The error envelope for whatever was thrown. What nobody expected tells nothing but its request id. */
export function answerError(error: unknown, { requestId, redact, account, sent = [] }: Context): ErrorAnswer {
  if (error instanceof GatewayError) return ours(error);
  if (error instanceof StoreError && error.reason !== "key")
    return { body: envelope(500, "The database of this service does not answer."), headers: {} };
  if (MdmError.is(error)) return vendors(error, redact);
  // What vendors answer is read as their documents have it, and not checked first.
  if (account && sent.length > 0) return vendors(unreadable(account, sent), redact);
  const message = `Something went wrong in this service. Its log has more under the request id ${requestId}.`;
  return { body: envelope(500, message), headers: {} };
}

/** Whether it was meant to be thrown; else the log should say where it arose. */
export function isExpected(error: unknown): boolean {
  return error instanceof GatewayError || (MdmError.is(error) && !(error instanceof StoreError));
}

function unreadable({ vendor }: { vendor: string }, sent: CallFacts["sent"]): MdmError {
  const problem = "a response does not match the vendor's document.";
  const error = new InvalidResponseError(problem, { vendor, reason: "shape", advice: "The log says where." });
  return sent.some(({ isWrite }) => isWrite) ? withOutcome(error, { outcome: "indeterminate" }) : error;
}

function ours({ status, message, failures, code, headers }: GatewayError): ErrorAnswer {
  const details = {
    ...(failures.length > 0 && { failures: [...failures] }),
    ...(code !== undefined && { code }),
  };
  const further = Object.keys(details).length > 0 ? { details, ...missingAmong(failures) } : {};
  return { body: { ...envelope(status, message), ...further }, headers };
}

/** The inputs that are not there, by name. */
function missingAmong(failures: readonly Failure[]): { truto_error_insight?: Insight } {
  const missing = (place: string) =>
    failures.flatMap(({ path, message }) =>
      message === REQUIRED && path.startsWith(place) ? [path.slice(place.length)] : [],
    );
  const parameters = missing("query.");
  const fields = missing("body.");
  const insight: Insight = {
    ...(parameters.length > 0 && {
      missing_required_query_parameters: {
        description: "The request needs these query parameters.",
        value: parameters,
      },
    }),
    ...(fields.length > 0 && {
      missing_required_body_fields: { description: "The body needs these properties.", value: fields },
    }),
  };
  return Object.keys(insight).length > 0 ? { truto_error_insight: insight } : {};
}

function vendors(error: MdmError, redact: Redact): ErrorAnswer {
  const { isRemote } = KINDS[error.code];
  const status = error.code === "validation" && error.status === 400 ? 400 : KINDS[error.code].status;
  const headers: Record<string, string> =
    error.retryAfter === undefined ? {} : { "retry-after": String(Math.ceil(error.retryAfter)) };
  const body: ErrorBody = {
    ...envelope(status, redact(error.message)),
    details: {
      code: error.code,
      retryable: error.retryable,
      ...(error.outcome === "indeterminate" && !error.retryable && { unsettled: true }),
      ...(error.outcome === "partial" && { done: "partly" }),
      ...(error.outcome === "applied" && { done: "wholly" }),
      ...requestOf(error, redact),
    },
  };
  if (!isRemote) return { body, headers };
  const { vendorCode, vendorMessage } = error;
  const words = {
    ...(vendorCode !== undefined && { code: redact(vendorCode) }),
    ...(vendorMessage !== undefined && { message: redact(vendorMessage) }),
  };
  return {
    body: {
      ...body,
      truto_is_remote_error: true,
      ...(Object.keys(words).length > 0 && { raw_response: words }),
      truto_error_insight: insightOf(error),
    },
    headers,
  };
}

/** A vendor may answer anything to anything; what an operation does not promise becomes 502. */
export function promised(answer: ErrorAnswer, responses: Readonly<Record<string, unknown>>): ErrorAnswer {
  const { body, headers } = answer;
  if (!body.truto_is_remote_error || Object.hasOwn(responses, String(body.statusCode))) return answer;
  return { body: { ...body, statusCode: 502, error: STATUS_CODES[502] ?? "Error" }, headers };
}

/** What the vendor's support asks for. */
function requestOf({ operation, requestId }: MdmError, redact: Redact): Record<string, string> {
  return {
    ...(operation !== undefined && { vendor_operation: operation }),
    ...(requestId !== undefined && { vendor_request_id: redact(requestId) }),
  };
}

function insightOf(error: MdmError): Insight {
  if (error.code === "permission") {
    const value = { missing_scopes: [...(error.permission ?? [])] };
    return {
      forbidden_error: { description: "The credentials lack one of these vendor permissions.", value },
    };
  }
  if (error.code === "rate-limit") {
    const value = { retry_after: error.retryAfter ?? null };
    return { rate_limit_error: { description: "Seconds until the vendor takes requests again.", value } };
  }
  const value = { code: error.code, retryable: error.retryable };
  return { remote_error: { description: "What kind of failure it is.", value } };
}

function envelope(statusCode: number, message: string): ErrorBody {
  return { statusCode, error: STATUS_CODES[statusCode] ?? "Error", message };
}
