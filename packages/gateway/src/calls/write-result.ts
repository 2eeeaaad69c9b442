import { MdmError, type WriteOutcome } from "@mdmkit/runtime";
import type { CallDetails } from "../operations/call-details.ts";
import { isExpected } from "../responses/error-response.ts";
import type { NewAuditEntry } from "../store/store.ts";

type Result = NewAuditEntry["result"];
type Details = Pick<CallDetails, "sent" | "failure" | "isReplayed">;

const RESULTS: Readonly<Record<WriteOutcome, Result>> = {
  "not-sent": "refused",
  rejected: "failed",
  indeterminate: "unknown",
  partial: "partial",
  applied: "done",
};

/** The result of a write for the audit log, from its error and the requests that were sent before. */
export function resultOf({ sent, failure, isReplayed = false }: Details): Result {
  if (isReplayed) return "replayed";
  if (failure === undefined) return "done";
  if (MdmError.is(failure) && failure.outcome) return RESULTS[failure.outcome];
  if (!sent.some(({ isWrite }) => isWrite)) return "refused";
  return isExpected(failure) ? "failed" : "unknown";
}

/** Whether a failed write must not be sent again for the same key, because it changed something or may have. */
export function mayHaveChanged({ sent, failure }: Details): boolean {
  if (MdmError.is(failure) && isExpected(failure)) {
    const { outcome, retryable } = failure;
    return outcome === "partial" || outcome === "applied" || (outcome === "indeterminate" && !retryable);
  }
  return resultOf({ sent, failure }) === "unknown";
}
