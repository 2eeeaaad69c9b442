import type { NewAuditEntry } from "../store/store.ts";
import type { CallFacts } from "./call-facts.ts";

type Result = NewAuditEntry["result"];

/** Statuses with which nobody can tell whether the vendor did it. */
const OPEN = [500, 502, 504];

/** What came of a write, by the status of its answer and what was sent. */
export function resultOf(status: number, { sent }: Pick<CallFacts, "sent">): Result {
  if (status < 400) return "done";
  const isWriteSent = sent.some(({ method }) => method !== "GET");
  if (!isWriteSent) return "refused";
  return OPEN.includes(status) ? "unknown" : "failed";
}

/** The line of the audit log for a write. */
export function auditEntry(facts: CallFacts, status: number): NewAuditEntry {
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
    result: resultOf(status, facts),
    status,
  };
}
