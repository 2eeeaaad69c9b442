import type { BulkEntry, BulkPlan } from "@mdmkit/unified";
import { expect, test } from "vitest";
import { describeDatabases, freshStore, sealerOf } from "../../fixtures/databases.ts";
import type { Store } from "../store.ts";
import { LEASE_MS } from "./bulk-plans.ts";
import type { BulkClaim, BulkSummary } from "./bulk-store.ts";

const deviceOf = (id: string) => ({
  id,
  name: `Laptop ${id}`,
  before: null,
  requests: 2,
  operations: ["restart"],
});
const planOf = (...ids: string[]): BulkPlan => ({
  ...{ format: "mdmkit-bulk-plan", version: 1, id: "plan", vendor: "jumpcloud", action: "restart" },
  ...{ inputs: {}, secrets: [], requests: 2 * ids.length },
  devices: ids.map(deviceOf),
  leftOut: [{ id: "gone", reason: "not-found", message: "It is gone." }],
});
const SUMMARY: BulkSummary = {
  ...{ inputs: {}, secrets: [], devices: 2, requests: 4, operations: [], report: null },
  ...{ confirm: "2-abc", error: null },
};

describeDatabases("bulk actions", (db) => {
  async function planned(store: Store, plan = planOf("d1", "d2")) {
    const values = { apiKey: "jca_key" };
    const account = await store.accounts.create({ vendor: "jumpcloud", name: "One", values });
    const id = await store.bulk.begin({ account, action: "restart" });
    expect(await store.bulk.complete(id, plan, SUMMARY)).toBe(true);
    return { id, account };
  }
  async function claimed({ bulk }: Store, id: string): Promise<BulkClaim> {
    const claim = await bulk.claim(id);
    if (!claim) throw new Error("It cannot be run.");
    return claim;
  }
  const entry = (plan: string, id: string, outcome: "sending" | "done" | "failed", sent = true) =>
    (outcome === "sending" ? { plan, id, outcome, sent: true } : { plan, id, outcome, sent }) as BulkEntry;
  const outcomes = async ({ bulk }: Store, id: string) =>
    (await bulk.devices(id, { limit: 9 })).map(({ outcome }) => outcome);

  test("store a plan and what becomes of its devices", async () => {
    const { store } = await freshStore(db);
    const { id, account } = await planned(store);
    expect(await store.bulk.get(id)).toMatchObject({
      ...{ account: account.id, accountVersion: 1, action: "restart", status: "planned", summary: SUMMARY },
      counts: { pending: 2, left_out: 1, done: 0 },
    });
    const claim = await claimed(store, id);
    expect(claim).toMatchObject({ run: 1, entries: [], plan: { id, devices: planOf("d1", "d2").devices } });
    await store.bulk.append(claim, entry(id, "d1", "sending"));
    expect(await outcomes(store, id)).toEqual(["sending", "pending", "left_out"]);
    const result = { plan: id, id: "d1", outcome: "done", sent: true, command_id: "c1" } as const;
    await store.bulk.append(claim, result);
    await store.bulk.end(claim, { status: "stopped", stoppedBy: "budget" });
    expect(await store.bulk.get(id)).toMatchObject({ status: "stopped", stoppedBy: "budget" });
    expect((await store.bulk.devices(id, { outcome: "done", limit: 1 }))[0]).toMatchObject({
      ...{ position: 0, sent: true, device: deviceOf("d1"), result: { command_id: "c1" } },
    });
    expect((await claimed(store, id)).entries).toEqual([expect.objectContaining(result)]);
  });

  test("let one process run a plan, until it stops to renew it", async () => {
    const { store, clock } = await freshStore(db);
    const { id } = await planned(store);
    const first = await claimed(store, id);
    clock.at += LEASE_MS / 2;
    expect([await store.bulk.claim(id), await store.bulk.renew(id, first.run)]).toEqual([undefined, true]);
    clock.at += LEASE_MS - 1;
    expect(await store.bulk.claim(id)).toBeUndefined();
    clock.at += 1;
    expect(await store.bulk.get(id)).toMatchObject({ status: "interrupted" });
    const second = await claimed(store, id);
    expect([second.run, await store.bulk.renew(id, first.run)]).toEqual([2, false]);
    await store.bulk.end(first, { status: "finished", stoppedBy: null });
    expect(await store.bulk.get(id)).toMatchObject({ status: "running" });
  });

  test("never let a device be sent the action twice", async () => {
    const { store, clock } = await freshStore(db);
    const { id } = await planned(store);
    const first = await claimed(store, id);
    await store.bulk.append(first, entry(id, "d1", "sending"));
    await expect(store.bulk.append(first, entry(id, "d1", "sending"))).rejects.toThrow();
    clock.at += LEASE_MS;
    expect(await outcomes(store, id)).toEqual(["unsettled", "pending", "left_out"]);
    const second = await claimed(store, id);
    expect(second.entries).toMatchObject([{ id: "d1", outcome: "unsettled", sent: true }]);
    await expect(store.bulk.append(first, entry(id, "d2", "sending"))).rejects.toThrow("another process");
    await expect(store.bulk.append(second, entry(id, "d1", "sending"))).rejects.toThrow();
    await store.bulk.append(first, entry(id, "d2", "failed", false));
    expect(await outcomes(store, id)).toEqual(["unsettled", "pending", "left_out"]);
    await store.bulk.append(first, entry(id, "d1", "done"));
    expect(await outcomes(store, id)).toEqual(["done", "pending", "left_out"]);
  });

  test("try again what was not sent", async () => {
    const { store } = await freshStore(db);
    const { id } = await planned(store);
    const first = await claimed(store, id);
    await store.bulk.append(first, entry(id, "d1", "sending"));
    await store.bulk.append(first, entry(id, "d1", "failed", false));
    await store.bulk.end(first, { status: "finished", stoppedBy: null });
    const second = await claimed(store, id);
    await store.bulk.append(second, entry(id, "d1", "sending"));
    expect(await outcomes(store, id)).toEqual(["sending", "pending", "left_out"]);
  });

  test("end for good when they are cancelled", async () => {
    const { store } = await freshStore(db);
    const { id } = await planned(store);
    const claim = await claimed(store, id);
    await store.bulk.append(claim, entry(id, "d1", "sending"));
    expect([await store.bulk.cancel(id), await store.bulk.cancel(id)]).toEqual([true, false]);
    expect([await store.bulk.renew(id, claim.run), await store.bulk.claim(id)]).toEqual([false, undefined]);
    await expect(store.bulk.append(claim, entry(id, "d2", "sending"))).rejects.toThrow("cancelled");
    await store.bulk.append(claim, entry(id, "d1", "done"));
    await store.bulk.end(claim, { status: "stopped", stoppedBy: "shutdown" });
    expect(await store.bulk.get(id)).toMatchObject({
      status: "cancelled",
      stoppedBy: null,
      counts: { done: 1 },
    });
  });

  test("have failed when the process that made the plan died", async () => {
    const { store } = await freshStore(db);
    const account = await store.accounts.create({
      vendor: "jumpcloud",
      name: "One",
      values: { apiKey: "k" },
    });
    const id = await store.bulk.begin({ account, action: "lock" });
    expect(await store.bulk.get(id)).toMatchObject({ status: "planning" });
    await store.bulk.releaseInterrupted();
    expect(await store.bulk.get(id)).toMatchObject({ status: "failed" });
    expect(await store.bulk.claim(id)).toBeUndefined();
  });

  test("are deleted after 30 days, and with their account", async () => {
    const { store, clock } = await freshStore(db);
    const { id, account } = await planned(store);
    clock.at += 30 * 24 * 60 * 60_000;
    const { id: later, account: other } = await planned(store);
    expect([await store.bulk.get(id), await store.bulk.devices(id, { limit: 9 })]).toEqual([undefined, []]);
    await store.accounts.delete(other.id);
    expect(await store.bulk.list({ accounts: [account.id, other.id], limit: 9 })).toEqual([]);
    expect(await store.bulk.get(later)).toBeUndefined();
  });

  test("hold nothing of devices in plain text, and are encrypted again with a new key", async () => {
    const { store } = await freshStore(db);
    const { id } = await planned(store);
    const rows = await db.database.query(
      "select gateway_bulk::text || gateway_bulk_device::text as line from gateway_bulk join gateway_bulk_device on bulk = id",
    );
    expect(JSON.stringify(rows)).not.toContain("Laptop");
    const { store: during } = await freshStore(db, { sealer: sealerOf("b", "a") });
    expect(await during.rotate()).toEqual({ accounts: 1, responses: 0, bulk: 4, webhooks: 0 });
    const { store: after } = await freshStore(db, { sealer: sealerOf("b") });
    expect(await claimed(after, id)).toMatchObject({ plan: { devices: [{ id: "d1" }, { id: "d2" }] } });
  });
});
