import type { Operation } from "../operation/operation.ts";
import { conceal } from "./conceal.ts";
import { readErrorBody } from "./error-body.ts";
import {
  AuthenticationError,
  ConflictError,
  ConnectionError,
  InvalidInputError,
  InvalidResponseError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  UnsupportedOperationError,
  ValidationError,
  VendorUnavailableError,
} from "./errors.ts";
import type { ErrorFacts, MdmError } from "./mdm-error.ts";
import { isRefusedByPlatform, isTlsCode, networkCode } from "./network-failure.ts";
import { retryAfter } from "./retry-after.ts";

/** An error that a vendor reports in the body of a successful response. */
export type ErrorEnvelope = {
  /** The HTTP status it amounts to: decides the class of the error. */
  status: number;
  /** The vendor's own code of the error. */
  vendorCode?: string | undefined;
  /** The vendor's own message. */
  vendorMessage?: string | undefined;
  /** What to do about it. Default: what helps with most errors of the status. */
  advice?: string;
};

/** How a vendor reports errors besides the HTTP status. */
export type ErrorReading = {
  /** Reads an error envelope out of the parsed body of a successful response. It is thrown as if it had that status. */
  readErrorEnvelope?: ((data: unknown, operation: Operation) => ErrorEnvelope | undefined) | undefined;
  /**
   * For vendors whose status says less than their code or message: the error that a failed response amounts to. Its status decides the
   * class of the error.
   */
  readError?: ((response: ErrorEnvelope) => ErrorEnvelope) | undefined;
};

const REQUEST_ID_HEADERS = ["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid"];

type Context = {
  url: string;
  facts: ErrorFacts;
  /** Left out for a request that is no operation of the vendor's document, such as one for a token. */
  operation?: Operation | undefined;
  /** Path parameters that the client fills in by itself: they name the account, not a record. */
  path?: Readonly<Record<string, string>> | undefined;
  now: number;
  readError?: ErrorReading["readError"];
  /** Secrets of the request. */
  secrets?: readonly string[] | undefined;
};

type StatusError = readonly [
  Class: new (problem: string, facts: ErrorFacts) => MdmError,
  problem: string,
  advice: string,
];

const NOT_FOUND: StatusError = [
  NotFoundError,
  "the record does not exist, or these credentials cannot see it.",
  "Check the id.",
];
const NO_OPERATION: StatusError = [
  UnsupportedOperationError,
  "the server does not have this operation.",
  "Check `baseUrl`, and whether the server's version has it.",
];
const UNAVAILABLE: StatusError = [VendorUnavailableError, "vendor error.", "Try again later."];
const OTHER: StatusError = [
  ValidationError,
  "the vendor rejected the input.",
  "Correct the input; the vendor's message says why.",
];
const BY_STATUS: Record<number, StatusError> = {
  401: [
    AuthenticationError,
    "the vendor rejected the credentials.",
    "Check that they belong to this host and have not expired.",
  ],
  404: NOT_FOUND,
  405: NO_OPERATION,
  408: UNAVAILABLE,
  409: [
    ConflictError,
    "the state of the record does not allow this request.",
    "Read the record again first.",
  ],
  410: NOT_FOUND,
  429: [RateLimitError, "rate limit exceeded.", "Wait as long as the vendor asks, or send fewer requests."],
  501: NO_OPERATION,
};

/** The error of an unsuccessful response. Reads the body. */
export async function errorOf(response: Response, context: Context): Promise<MdmError> {
  const { headers } = response;
  const { url, facts, operation, now, readError, secrets = [] } = context;
  // A browser hides redirects behind status 0.
  if (response.status < 400) return redirectError(response, url, facts);
  const { requestId, ...said } = conceal(await readErrorBody(response), secrets);
  const given = { status: response.status, ...said };
  const error = readError?.(given) ?? given;
  const { status } = error;
  const known: ErrorFacts = {
    ...facts,
    ...error,
    responseStatus: status === response.status ? undefined : response.status,
    retryAfter: retryAfter(headers, response.status, now),
    requestId: REQUEST_ID_HEADERS.map((name) => headers.get(name)).find(Boolean) ?? requestId,
  };
  const isMissing = BY_STATUS[status] === NOT_FOUND && status === response.status;
  const missing = isMissing ? noOperationAt(context) : undefined;
  return missing ? statusError(status, known, missing) : errorFor(status, known, operation?.permission);
}

/** A path whose only ids are those of the account leads to the operation itself; undefined for a path that names a record. */
function noOperationAt({ operation, path = {} }: Context): StatusError | undefined {
  const names = operation?.path.match(/[^{}]+(?=\})/g) ?? [];
  if (names.length === 0) return NO_OPERATION;
  if (names.some((name) => !Object.hasOwn(path, name))) return undefined;
  const account = names.map((name) => `\`${name}\``).join(" and ");
  return [
    UnsupportedOperationError,
    `${account} was not found, or the server does not have this operation.`,
    `Check ${account}, \`baseUrl\`, and whether the server's version has it.`,
  ];
}

type EnvelopeContext = {
  operation: Operation;
  options: ErrorReading;
  facts: ErrorFacts;
  secrets: readonly string[];
};

/** Throws the error that a successful response has in its body. */
export function throwErrorEnvelope(
  data: unknown,
  { operation, options, facts, secrets }: EnvelopeContext,
): void {
  const envelope = options.readErrorEnvelope?.(data, operation);
  if (!envelope) return;
  throw errorFor(envelope.status, { ...facts, ...conceal(envelope, secrets) }, operation.permission);
}

/** The error of a status, whether of the response or of an error envelope. */
function errorFor(status: number, known: ErrorFacts, permission?: readonly string[]): MdmError {
  if (status === 403) return permissionError(known, permission);
  return statusError(status, known, BY_STATUS[status] ?? (status < 500 ? OTHER : UNAVAILABLE));
}

function statusError(status: number, known: ErrorFacts, [Class, problem, advice]: StatusError): MdmError {
  return new Class(`${status}: ${problem}`, { advice, ...known });
}

function permissionError(known: ErrorFacts, permission?: readonly string[]): PermissionError {
  const names = permission?.map((name) => `"${name}"`).join(" or ");
  const problem = names
    ? `the credentials lack the permission ${names}.`
    : "the credentials do not allow this.";
  const advice = names ? "Grant it, or use other credentials." : "Check their role.";
  return new PermissionError(`403: ${problem}`, { advice, ...known, permission });
}

function redirectError({ status, headers, body }: Response, url: string, facts: ErrorFacts): MdmError {
  body?.cancel().catch(() => {});
  const target = headers.get("location") ?? "";
  const origin = URL.canParse(target, url) ? new URL(target, url).origin : "elsewhere";
  return new InvalidResponseError(
    `${status}: redirect to ${origin}, not followed to protect the credentials.`,
    { ...facts, advice: "Check the host.", status, reason: "redirect" },
  );
}

/** The error of a request that got no response. */
export function connectionError(url: string, cause: unknown, facts: ErrorFacts): MdmError {
  const code = networkCode(cause);
  if (isRefusedByPlatform(code)) {
    return new InvalidInputError(`the request cannot be sent (${code}).`, {
      ...facts,
      advice: "Check headers and credentials for characters that HTTP does not allow.",
      cause,
    });
  }
  return new ConnectionError(`the connection to ${new URL(url).host} failed${code ? ` (${code})` : ""}.`, {
    ...facts,
    advice: "Check the host or region, DNS, proxy and certificates.",
    cause,
    retryable: !isTlsCode(code),
  });
}
