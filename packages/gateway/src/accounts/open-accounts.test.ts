import { createSandbox } from "@mdmkit/sandbox";
import { describe, expect, it, onTestFinished } from "vitest";
import { PAUSE_LIMIT_MS, VENDOR_TIMEOUT_MS } from "../create-gateway.ts";
import { openTestStore } from "../fixtures/prepared-database.ts";
import { textsOf } from "../fixtures/test-gateway.ts";
import { createMetrics } from "../observe/metrics.ts";
import type { IntegratedAccount, Store } from "../store/store.ts";
import { createAccountOpener } from "./open-accounts.ts";

const sandbox = createSandbox("jumpcloud", { devices: 1, users: 1 });

/** An opener that counts how often it reads credentials. */
async function createWatched() {
  const kept = await openTestStore();
  onTestFinished(() => kept.close());
  const account = await kept.accounts.create({
    vendor: "jumpcloud",
    name: "HQ",
    values: textsOf(sandbox.options),
  });
  let read = 0;
  let listed: IntegratedAccount | undefined = account;
  const accounts: Store["accounts"] = {
    ...kept.accounts,
    get: async () => listed,
    credentials(id) {
      read++;
      return kept.accounts.credentials(id);
    },
  };
  const opener = createAccountOpener({
    store: { ...kept, accounts },
    metrics: createMetrics({ version: "1.0.0", countAccounts: async () => [] }),
    vendorTimeoutMs: VENDOR_TIMEOUT_MS,
    pauseLimitMs: PAUSE_LIMIT_MS,
    fetchFor: () => sandbox.fetch,
  });
  return {
    opener,
    account,
    reads: () => read,
    list: (shown: IntegratedAccount | undefined) => {
      listed = shown;
    },
  };
}

describe("an open account", () => {
  it("is opened once", async () => {
    const { opener, account, reads } = await createWatched();
    const open = await opener.open(account.id);
    expect((await opener.open(account.id)).mdm).toBe(open.mdm);
    expect(reads()).toBe(1);
  });

  it("is forgotten after it was deleted elsewhere", async () => {
    const { opener, account, reads, list } = await createWatched();
    await opener.open(account.id);
    list(undefined);
    await expect(opener.open(account.id)).rejects.toMatchObject({ status: 404 });
    list(account);
    await opener.open(account.id);
    expect(reads()).toBe(2);
  });

  it("is forgotten on request", async () => {
    const { opener, account, reads } = await createWatched();
    await opener.open(account.id);
    opener.forget(account.id);
    await opener.open(account.id);
    expect(reads()).toBe(2);
  });

  it("redacts its credentials, and those that are tried", async () => {
    const { opener, account } = await createWatched();
    const { redact } = await opener.openWith(account.id, { apiKey: "jca_another_key" });
    expect(redact(`old ${sandbox.credentials.apiKey}, new jca_another_key`)).toBe("old ***, new ***");
  });
});
