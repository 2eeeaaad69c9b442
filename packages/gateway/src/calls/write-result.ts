import { MdmError, type WriteOutcome } from "@mdmkit/runtime";
import type { CallFacts } from "../operations/call-facts.ts";
import { isExpected } from "../responses/error-response.ts";
import type { NewAuditEntry } from "../store/store.ts";

type Result = NewAuditEntry["result"];
type Facts = Pick<CallFacts, "sent" | "failure" | "isReplayed">;

const RESULTS: Readonly<Record<WriteOutcome, Result>> = {
  "not-sent": "refused",
  rejected: "failed",
  indeterminate: "unknown",
  partial: "partial",
  applied: "done",
};

/** What came of a write, by how it failed and what had been sent by then. */
export function resultOf({ sent, failure, isReplayed = false }: Facts): Result {
  if (isReplayed) return "replayed";
  if (failure === undefined) return "done";
  if (MdmError.is(failure) && failure.outcome) return RESULTS[failure.outcome];
  if (!sent.some(({ isWrite }) => isWrite)) return "refused";
  return isExpected(failure) ? "failed" : "unknown";
}

/** Whether a failed write must not be sent again for the same key: something was done, or may have been. */
export function isSpent({ sent, failure }: Facts): boolean {
  if (MdmError.is(failure) && isExpected(failure)) {
    const { outcome, retryable } = failure;
    return outcome === "partial" || outcome === "applied" || (outcome === "indeterminate" && !retryable);
  }
  return resultOf({ sent, failure }) === "unknown";
}

/** The line of the audit log for a write. */
export function auditEntry(facts: CallFacts, status: number | null): NewAuditEntry {
  const { requestId, token, account, operation, action, recordId, sent } = facts;
  return {
    requestId,
    tokenId: token?.id ?? null,
    tokenName: token?.name ?? null,
    account: account?.id ?? null,
    vendor: account?.vendor ?? null,
    operation: action ? `${operation}.${action}` : operation,
    recordId: recordId ?? null,
    vendorOperations: sent.map(({ operation: vendorOperation }) => vendorOperation),
    result: resultOf(facts),
    status,
  };
}
