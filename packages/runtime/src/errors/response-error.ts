import type { Operation } from "../operation/operation.ts";
import { networkCode, retryPolicy } from "../transport/retry-policy.ts";
import type { ClientOptions } from "../types.ts";
import {
  AuthenticationError,
  ConflictError,
  ConnectionError,
  type ErrorFacts,
  InvalidResponseError,
  type MdmError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ValidationError,
  VendorUnavailableError,
} from "./errors.ts";
import { retryAfter } from "./retry-after.ts";
import { vendorWords } from "./vendor-words.ts";

const REQUEST_ID_HEADERS = ["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid"];

type Context = {
  url: string;
  facts: ErrorFacts;
  permission?: readonly string[] | undefined;
  now: number;
  statusOf?: ClientOptions["statusOf"];
};

type Kind = [new (text: string, facts: ErrorFacts) => MdmError, text: string];

const NOT_FOUND: Kind = [NotFoundError, "there is no such record, or this key does not see it."];
const UNAVAILABLE: Kind = [VendorUnavailableError, "the vendor fails. Try again later."];
const OTHER: Kind = [
  ValidationError,
  "the vendor does not accept the input. Its words are in error.vendorMessage.",
];
const KINDS: Record<number, Kind> = {
  401: [
    AuthenticationError,
    "the vendor refuses the key. Check that it belongs to this host and has not expired.",
  ],
  404: NOT_FOUND,
  408: UNAVAILABLE,
  409: [ConflictError, "the state of the record does not allow this. Read it again first."],
  410: NOT_FOUND,
  429: [RateLimitError, "too many requests. Wait for error.retryAfter seconds, or set a lower rateLimit."],
};

/** The error that an answer without success stands for. Reads the body. */
export async function errorOf(response: Response, context: Context): Promise<MdmError> {
  const { headers } = response;
  const { url, facts, permission, now, statusOf } = context;
  // A browser hides redirects behind status 0.
  if (response.status < 400) return redirectError(response, url, facts);
  const words = await vendorWords(response);
  const status = statusOf?.({ status: response.status, vendorCode: words.vendorCode }) ?? response.status;
  const known = {
    ...facts,
    ...words,
    status,
    retryAfter: retryAfter(headers, response.status, now),
    requestId: REQUEST_ID_HEADERS.map((name) => headers.get(name)).find(Boolean) ?? undefined,
  };
  return errorFor(status, known, permission);
}

/** Throws the failure that a vendor hid in the body of a success. */
export function refuseHidden(
  data: unknown,
  {
    operation,
    options,
    facts,
  }: { operation: Operation; options: Pick<ClientOptions, "failureIn">; facts: ErrorFacts },
): void {
  const failure = options.failureIn?.(data, operation);
  if (failure) throw errorFor(failure.status, { ...facts, ...failure }, operation.permission);
}

/** The error of a status, whether it came as one or was hidden in the body of a success. */
function errorFor(status: number, known: ErrorFacts, permission?: readonly string[]): MdmError {
  if (status === 403) return new PermissionError(`${status}, ${lack(permission)}`, { ...known, permission });
  const [Kind, text] = KINDS[status] ?? (status < 500 ? OTHER : UNAVAILABLE);
  return new Kind(`${status}, ${text}`, known);
}

function lack(permission: readonly string[] = []): string {
  const names = permission.map((name) => `"${name}"`).join(", ");
  if (!names) return "the key may not do this. Check its role.";
  return `the key lacks ${permission.length > 1 ? "one of " : ""}${names}. Grant it, or use another key.`;
}

function redirectError({ status, headers, body }: Response, url: string, facts: ErrorFacts): MdmError {
  body?.cancel().catch(() => {});
  const target = headers.get("location") ?? "";
  const origin = URL.canParse(target, url) ? new URL(target, url).origin : "elsewhere";
  return new InvalidResponseError(
    `${status}, a redirect to ${origin}. It is not followed, because the key would go along. Check the host.`,
    { ...facts, status, reason: "redirect" },
  );
}

/** The error for a request that got no answer. */
export function connectionError(url: string, cause: unknown, facts: ErrorFacts): MdmError {
  const code = networkCode(cause);
  return new ConnectionError(
    `no connection to ${new URL(url).host}${code ? ` (${code})` : ""}. Check the host or region, DNS, proxy and certificates.`,
    { ...facts, cause, retryable: !(code && retryPolicy.never.test(code)) },
  );
}
