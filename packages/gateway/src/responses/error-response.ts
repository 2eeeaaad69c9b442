import { STATUS_CODES } from "node:http";
import { composeMessage, type ErrorCode, InvalidResponseError, MdmError, withOutcome } from "@mdmkit/runtime";
import type { UnifiedComponents } from "@mdmkit/unified";
import { type Failure, GatewayError, REQUIRED } from "../errors/gateway-error.ts";
import { StoreError } from "../errors/store-error.ts";
import type { CallDetails } from "../operations/call-details.ts";
import type { Redact } from "../secrets/redaction.ts";
import { unavailable } from "./database-error.ts";

type ErrorBody = UnifiedComponents["schemas"]["Error"];
type Insight = NonNullable<ErrorBody["truto_error_insight"]>;

export type ErrorResponse = { readonly body: ErrorBody; readonly headers: Readonly<Record<string, string>> };

/** The status of each error, and whether the vendor caused it. 503 is for the database of this service, so a vendor error is 502. */
const STATUSES: Readonly<Record<ErrorCode, { status: number; isRemote: boolean }>> = {
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
  "unsupported-operation": { status: 422, isRemote: true },
  confirmation: { status: 422, isRemote: false },
  "invalid-input": { status: 422, isRemote: false },
  "accounts-failed": { status: 502, isRemote: true },
};

type Context = Pick<CallDetails, "requestId" | "redact"> &
  Partial<Pick<CallDetails, "account" | "sent" | "isVendorCall">>;

/** The error response for anything that was thrown. An unexpected error shows only its request id. */
export function toErrorResponse(error: unknown, { requestId, account, ...context }: Context): ErrorResponse {
  const { sent = [] } = context;
  if (error instanceof GatewayError) return fromGatewayError(error);
  if (error instanceof StoreError && error.reason !== "key" && !mayHaveChanged(error))
    return fromGatewayError(unavailable(error));
  if (MdmError.is(error)) return fromMdmError(error, { ...context, sent });
  // Adapters read responses as the vendor's document describes them, without validation: a wrong one makes them throw.
  if (account && sent.length > 0)
    return fromMdmError(unreadableResponse(account, sent), { ...context, sent });
  const message = `Internal error. The log of this service has more under request id ${requestId}.`;
  return { body: envelope(500, message), headers: {} };
}

/** Whether an error was thrown on purpose; otherwise the log says where it was thrown. */
export function isExpected(error: unknown): boolean {
  return error instanceof GatewayError || (MdmError.is(error) && !(error instanceof StoreError));
}

function unreadableResponse({ vendor }: { vendor: string }, sent: CallDetails["sent"]): MdmError {
  const problem = "a response does not match the vendor's document.";
  const advice = "The log of this service says where.";
  const error = new InvalidResponseError(problem, { vendor, reason: "shape", advice });
  return sent.some(({ isWrite }) => isWrite) ? withOutcome(error, { outcome: "indeterminate" }) : error;
}

function fromGatewayError({ status, message, failures, code, headers }: GatewayError): ErrorResponse {
  const details = {
    ...(failures.length > 0 && { failures: [...failures] }),
    ...(code !== undefined && { code }),
  };
  const further = Object.keys(details).length > 0 ? { details, ...missingInputs(failures) } : {};
  return { body: { ...envelope(status, message), ...further }, headers };
}

/** The names of missing inputs. */
function missingInputs(failures: readonly Failure[]): { truto_error_insight?: Insight } {
  const missing = (prefix: string) =>
    failures.flatMap(({ path, message }) =>
      message === REQUIRED && path.startsWith(prefix) ? [path.slice(prefix.length)] : [],
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

type Sent = CallDetails["sent"];

function fromMdmError(
  error: MdmError,
  { redact, sent, isVendorCall = false }: { redact: Redact; sent: Sent; isVendorCall?: boolean },
): ErrorResponse {
  const isRemote = STATUSES[error.code].isRemote && !isOwnRefusal(error, sent);
  const status = statusOf(error, isVendorCall && isRemote);
  const headers: Record<string, string> =
    error.retryAfter === undefined || status === FAILED_DEPENDENCY
      ? {}
      : { "retry-after": String(Math.ceil(error.retryAfter)) };
  const body = { ...envelope(status, redact(messageOf(error))), details: detailsOf(error, redact) };
  if (!isRemote) return { body, headers };
  const { vendorCode, vendorMessage } = error;
  const vendorError = {
    ...(vendorCode !== undefined && { code: redact(vendorCode) }),
    ...(vendorMessage !== undefined && { message: redact(vendorMessage) }),
  };
  return {
    body: {
      ...body,
      truto_is_remote_error: true,
      ...(Object.keys(vendorError).length > 0 && { raw_response: vendorError }),
      truto_error_insight: insightOf(error),
    },
    headers,
  };
}

/** Errors that this gateway also gives by itself, as a rate limit during a pause: they are the vendor's if it responded. */
const BY_RESPONSE: readonly ErrorCode[] = ["permission", "conflict", "validation", "rate-limit"];

function isOwnRefusal({ status, code }: MdmError, sent: Sent): boolean {
  if (sent.length > 0) return false;
  // Adapters give this error the status 404 also for an id that the vendor cannot have, without asking.
  return code === "not-found" || (status === undefined && BY_RESPONSE.includes(code));
}

/** No common client repeats it. */
const FAILED_DEPENDENCY = 424;
/** Many clients repeat requests with these, even writes without an idempotency key. */
const REPEATED_BY_CLIENTS: readonly number[] = [408, 409, 425, 429, 502, 503, 504];

/** For a write, whether a repeat is safe comes before whose fault it is. */
function statusOf(error: MdmError, keepsStatus: boolean): number {
  const status = ownStatus(error, keepsStatus) ?? STATUSES[error.code].status;
  if (error.outcome === "indeterminate") return FAILED_DEPENDENCY;
  return mayHaveChanged(error) && REPEATED_BY_CLIENTS.includes(status) ? FAILED_DEPENDENCY : status;
}

/** The vendor's own status, where it is shown: it may be more precise than the class of the error. */
function ownStatus(
  { code, status, responseStatus = status ?? 0 }: MdmError,
  keepsStatus: boolean,
): number | undefined {
  if (code === "validation" && status === 400) return status;
  return keepsStatus && responseStatus >= 400 && responseStatus < 500 ? responseStatus : undefined;
}

/** Whether a write was carried out in part or as a whole, or may have been. */
function mayHaveChanged({ outcome }: { readonly outcome?: string | null | undefined }): boolean {
  return outcome === "indeterminate" || outcome === "partial" || outcome === "applied";
}

/** A method of the library, such as `devices.clearPasscode`. Operations of vendors are named otherwise. */
const METHOD = /^(devices|users|apps|organizations|groups)\.\w+$/;

/** As requests to this service spell it: `devices.clear_passcode`. */
function inWireNames(method: string): string {
  return method.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function messageOf(error: MdmError): string {
  const { operation, problem, message } = error;
  if (operation === undefined || !METHOD.test(operation)) return message;
  return composeMessage(problem, { ...error, operation: inWireNames(operation) });
}

/** What failed: an operation of the vendor, or before that a method of this service. */
function operationOf({ operation }: MdmError): Pick<Details, "operation" | "vendor_operation"> {
  if (operation === undefined) return {};
  return METHOD.test(operation) ? { operation: inWireNames(operation) } : { vendor_operation: operation };
}

type Details = NonNullable<ErrorBody["details"]>;

function detailsOf(error: MdmError, redact: Redact): ErrorBody["details"] {
  const { code, retryable, problem, advice, outcome, completed, requestId } = error;
  return {
    code,
    retryable,
    problem: redact(problem),
    ...(advice !== undefined && { advice: redact(advice) }),
    ...(outcome && { outcome }),
    ...(outcome === "indeterminate" && { unsettled: true }),
    ...(completed && { completed: [...completed] }),
    ...operationOf(error),
    ...(requestId !== undefined && { vendor_request_id: redact(requestId) }),
  };
}

/**
 * A vendor can send any status for any operation. One that the document does not list for the operation becomes 502, or for a write
 * that the vendor received, one that no client repeats.
 */
export function asDocumented(
  response: ErrorResponse,
  responses: Readonly<Record<string, unknown>>,
): ErrorResponse {
  const { body, headers } = response;
  if (!body.truto_is_remote_error || Object.hasOwn(responses, String(body.statusCode))) return response;
  const statusCode = replacementFor(body.details ?? {});
  return { body: { ...body, statusCode, error: STATUS_CODES[statusCode] ?? "Error" }, headers };
}

function replacementFor({ outcome }: NonNullable<ErrorBody["details"]>): number {
  if (mayHaveChanged({ outcome })) return FAILED_DEPENDENCY;
  return outcome === "rejected" ? 422 : 502;
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
    return { rate_limit_error: { description: "Seconds until the vendor accepts requests again.", value } };
  }
  const value = { code: error.code, retryable: error.retryable };
  return { remote_error: { description: "The kind of failure.", value } };
}

function envelope(statusCode: number, message: string): ErrorBody {
  return { statusCode, error: STATUS_CODES[statusCode] ?? "Error", message };
}
