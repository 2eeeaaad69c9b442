import { MdmError } from "../errors/mdm-error.ts";
import { type Operation, safetyOf } from "../operation/operation.ts";
import type { RetryPolicy } from "../types.ts";

/** When a failed attempt is repeated. The README shows this as a table. */
export const retryPolicy = {
  attempts: 4,
  baseMs: 500,
  capMs: 30_000,
  /** Answers after which a read, or a write marked retry-safe, is repeated. */
  statuses: [408, 429, 500, 502, 503, 504],
  /** Failures after which anything is repeated: no connection was made, so the vendor has seen nothing. */
  neverSent: [
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "ENETDOWN",
    "UND_ERR_CONNECT_TIMEOUT",
    "ConnectionRefused",
    "FailedToOpenSocket",
  ],
  /** TLS failures: nothing was sent, and nothing will change by itself. */
  never: /CERT|TLS|SSL|SELF_SIGNED|VERIFY/,
} as const;

/** The platform's code of a network failure: `cause.code` in Node and Deno, `code` in Bun. */
export function networkCode(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    // Our own errors have a code as well, which is not the network's.
    if (!MdmError.is(at) && "code" in at && typeof at.code === "string") return at.code;
  }
  return undefined;
}

/** Whether a failure shows that no connection was made, or none that anything was sent over. */
export function neverSent(error: unknown): boolean {
  const code = networkCode(error);
  if (code === undefined) return false;
  return retryPolicy.never.test(code) || retryPolicy.neverSent.some((known) => known === code);
}

/** Whether the policy repeats an operation after this failure; the number of attempts aside. */
export function mayRetry(error: unknown, operation: Operation, sent: boolean): error is MdmError {
  if (!MdmError.is(error) || !error.retryable) return false;
  if (!sent || (error.code === "connection" && neverSent(error))) return true;
  if (safetyOf(operation) !== "read" && !operation.retrySafe) return false;
  // No status, or a good one whose body broke off.
  return !error.status || error.status < 400 || retryPolicy.statuses.some((known) => known === error.status);
}

/** Milliseconds before the next attempt: what the vendor says, else exponential with full jitter. */
export function delayBefore(
  attempt: number,
  error: MdmError,
  { baseMs, capMs }: RetryPolicy,
  jitter: number,
): number {
  if (error.retryAfter !== undefined) return error.retryAfter * 1000;
  return jitter * Math.min(capMs, baseMs * 2 ** (attempt - 2));
}
