import type { Operation } from "../operation/operation.ts";
import type { WriteOutcome } from "./compose-message.ts";
import { type ErrorCode, MdmError, withFacts } from "./mdm-error.ts";

/** Failures of a sent request that leave open whether the vendor carried it out. */
const INDETERMINATE: ReadonlySet<ErrorCode> = new Set([
  "aborted",
  "connection",
  "invalid-response",
  "timeout",
  "vendor-unavailable",
]);

const CHECK = "Check the record before you repeat the call.";

/** Outcome of a request that failed after it was sent, or before. */
export function outcomeOf(error: unknown, sent: boolean): WriteOutcome {
  // Whoever refuses a request before it is sent, such as a `fetch` that checks addresses, says so in the error.
  if (!sent || (MdmError.is(error) && error.outcome === "not-sent")) return "not-sent";
  return MdmError.is(error) && INDETERMINATE.has(error.code) ? "indeterminate" : "rejected";
}

/**
 * The failure of a write with its outcome. A write that has or may have changed something must not be repeated unseen, so its
 * error is not retryable and advises to check first, unless the operation is `retrySafe`.
 *
 * @example
 * ```ts
 * throw withOutcome(error, { outcome: "partial", completed: ["systems_put"] });
 * ```
 */
export function withOutcome<Failure>(
  error: Failure,
  facts: { outcome: WriteOutcome; completed?: readonly string[] },
  { retrySafe }: Pick<Operation, "retrySafe"> = {},
): Failure {
  if (!MdmError.is(error)) return error;
  const isHarmless = retrySafe || facts.outcome === "not-sent" || facts.outcome === "rejected";
  return withFacts(error, isHarmless ? facts : { ...facts, advice: CHECK, retryable: false });
}
