import { MdmError } from "../errors/mdm-error.ts";
import { neverSent } from "../errors/network-failure.ts";
import { type Operation, safetyOf } from "../operation/operation.ts";

/** How often and how late a failed request is repeated. */
export type RetryPolicy = {
  /** Total number of attempts. */
  readonly attempts: number;
  /** Full jitter: a wait is random between 0 and `baseMs` doubled per attempt, at most `capMs`. */
  readonly baseMs: number;
  /** The longest wait between two attempts, in milliseconds. */
  readonly capMs: number;
};

/** When a failed attempt is repeated. The README shows this as a table. */
export const retryPolicy: RetryPolicy = { attempts: 4, baseMs: 500, capMs: 30_000 };

/** Statuses after which a read, or a write marked retry-safe, is repeated. */
const STATUSES = [408, 429, 500, 502, 503, 504];

/** Whether the policy repeats an operation after this failure; the number of attempts aside. */
export function mayRetry(error: unknown, operation: Operation, sent: boolean): error is MdmError {
  if (!MdmError.is(error) || !error.retryable) return false;
  if (!sent || (error.code === "connection" && neverSent(error))) return true;
  if (safetyOf(operation) !== "read" && !operation.retrySafe) return false;
  // No status, or a good one whose body broke off.
  return !error.status || error.status < 400 || STATUSES.includes(error.status);
}

/** Milliseconds before the next attempt: exponential with full jitter, and no less than the vendor requests. */
export function delayBefore(
  attempt: number,
  error: MdmError,
  { baseMs, capMs }: RetryPolicy,
  jitter: number,
): number {
  const own = jitter * Math.min(capMs, baseMs * 2 ** (attempt - 2));
  return Math.max(own, (error.retryAfter ?? 0) * 1000);
}
