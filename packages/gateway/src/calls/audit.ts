import { type Log, placeOf } from "../observe/log.ts";
import type { CallFacts } from "../operations/call-facts.ts";
import type { Store } from "../store/store.ts";
import type { Begin } from "./deadline.ts";
import { auditEntry } from "./write-result.ts";

type Parts = { readonly store: Store; readonly log: Log };

/** Writes down what came of a write. Whatever happens to the entry, the answer is the truth. */
export async function writeDown(facts: CallFacts, status: number, { store, log }: Parts): Promise<void> {
  const account = await accountOf(facts, store);
  await store.audit
    .append({ ...auditEntry(facts, status), ...account })
    .catch((error: unknown) =>
      log("error", "audit-lost", { request_id: facts.requestId, ...placeOf(error) }),
    );
}

/**
 * What a write does, once, before its first request: from then on it is better finished than left in the middle, and is in the
 * log, should this process die. What cannot be written down is not sent.
 */
export function beginning(facts: CallFacts, begin: Begin, { store }: Parts): () => Promise<void> {
  let entry: Promise<void> | undefined;
  async function start(): Promise<void> {
    begin();
    await store.audit.append({ ...auditEntry(facts, null), result: "begun" });
  }
  return () => {
    entry ??= start();
    return entry;
  };
}

/** The account in use, or the one that was asked for where a write came to nothing before it was opened. */
async function accountOf({ account, found, asked }: CallFacts, { accounts }: Store) {
  if (account) return { account: account.id, vendor: account.vendor };
  if (asked === undefined) return {};
  const known = found?.id === asked ? found : await accounts.get(asked).catch(() => undefined);
  return { account: asked, vendor: known?.vendor ?? null };
}
