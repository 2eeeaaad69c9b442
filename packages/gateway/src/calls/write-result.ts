import { type ErrorCode, MdmError } from "@mdmkit/runtime";
import type { CallFacts } from "../operations/call-facts.ts";
import { isExpected } from "../responses/error-response.ts";
import type { NewAuditEntry } from "../store/store.ts";

type Result = NewAuditEntry["result"];
type Facts = Pick<CallFacts, "sent" | "failure" | "isReplayed">;

/** Failures of a vendor request that leave open whether it was done. */
const OPEN: readonly ErrorCode[] = [
  "aborted",
  "connection",
  "invalid-response",
  "timeout",
  "vendor-unavailable",
];

/** What came of a write, by how it failed and what had been sent by then. */
export function resultOf({ sent, failure, isReplayed = false }: Facts): Result {
  if (isReplayed) return "replayed";
  if (failure === undefined) return "done";
  const writes = sent.filter(({ isWrite }) => isWrite);
  if (MdmError.is(failure) && failure.unsettled) return "unknown";
  if (MdmError.is(failure) && failure.done) return failure.done === "wholly" ? "done" : "partial";
  if (writes.length === 0) return "refused";
  if (!isExpected(failure)) return "unknown";
  const isOpen = MdmError.is(failure) && OPEN.includes(failure.code);
  // A write that may be sent twice is not marked as unsettled, but whether it was done is open all the same.
  const isOfWrite = MdmError.is(failure) && writes.some(({ operation }) => operation === failure.operation);
  return isOpen && isOfWrite ? "unknown" : "failed";
}

/** Whether a failed write must not be sent again for the same key: something was done, or may have been. */
export function isSpent({ sent, failure }: Facts): boolean {
  if (MdmError.is(failure) && isExpected(failure))
    return failure.unsettled === true || failure.done !== undefined;
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
