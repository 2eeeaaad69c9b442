import { errorLocation, type Log } from "../observe/log.ts";
import type { Metrics } from "../observe/metrics.ts";
import type { CallDetails } from "../operations/call-details.ts";
import type { NewAuditEntry, Store } from "../store/store.ts";
import { resultOf } from "./write-result.ts";

type Parts = { readonly store: Store; readonly log: Log; readonly metrics: Metrics };

/** Adds the result of a write to the audit log. A failure to do so does not change the response. */
export async function auditResult(
  details: CallDetails,
  status: number,
  { store, log, metrics }: Parts,
): Promise<void> {
  const account = await getAccount(details, store);
  await store.audit.append({ ...entryFor(details, status), ...account }).catch((error: unknown) => {
    metrics.auditFailed();
    log("error", "audit-lost", { request_id: details.requestId, ...errorLocation(error) });
  });
}

/**
 * What a write does once, before its first request to the vendor, or before it changes accounts or tokens: it removes the deadline,
 * because a write is better finished than left half done, and adds an entry to the audit log, in case this process dies. Without the
 * entry, nothing is written.
 */
export function createBeginWrite(
  details: CallDetails,
  removeDeadline: () => void,
  { store, metrics }: Parts,
): () => Promise<void> {
  let entry: Promise<void> | undefined;
  async function begin(): Promise<void> {
    removeDeadline();
    await store.audit.append({ ...entryFor(details, null), result: "begun" }).catch((error: unknown) => {
      metrics.auditFailed();
      throw error;
    });
  }
  return () => {
    entry ??= begin();
    return entry;
  };
}

/** An entry for a write, by what is known of its call. */
export function entryFor(details: CallDetails, status: number | null): NewAuditEntry {
  const { requestId, token, account, operation, action, recordId, sent } = details;
  return {
    requestId,
    tokenId: token?.id ?? null,
    tokenName: token?.name ?? null,
    account: account?.id ?? null,
    vendor: account?.vendor ?? null,
    operation: action ? `${operation}.${action}` : operation,
    recordId: recordId ?? null,
    vendorOperations: sent.map(({ operation: vendorOperation }) => vendorOperation),
    result: resultOf(details),
    status,
  };
}

/** The account in use, or the one that was requested if the write failed before the account was opened. */
async function getAccount(
  { account, requestedAccount, requestedAccountId: id }: CallDetails,
  { accounts }: Store,
): Promise<{ account?: string; vendor?: string | null }> {
  if (account) return { account: account.id, vendor: account.vendor };
  if (id === undefined) return {};
  const known =
    requestedAccount?.id === id ? requestedAccount : await accounts.get(id).catch(() => undefined);
  return { account: id, vendor: known?.vendor ?? null };
}
