import { beforeEach, expect, test } from "vitest";
import { describeDatabases, freshStore } from "../fixtures/databases.ts";
import { type FakeRecord, fakeList } from "../fixtures/fleet/fake-list.ts";
import { addAccount } from "../fixtures/fleet/stored-account.ts";
import type { WalkClaim, WalkCounts } from "../store/fleet/walk.ts";
import type { Store } from "../store/store.ts";
import { walkList } from "./walk-list.ts";

const noCounts = (): WalkCounts => ({ created: 0, updated: 0, missing: 0, returned: 0 });
const REPORT = { problem: null, report: null, counts: noCounts() };

describeDatabases("a walk", (db) => {
  let store: Store;
  let account: string;
  let sync: number;

  beforeEach(async () => {
    ({ store } = await freshStore(db));
    account = await addAccount(store);
    sync = await addSync();
  });

  async function addSync(resource: "devices" | "users" = "devices"): Promise<number> {
    const added = await store.fleet.syncs.add({
      ...{ account, resource, fullSchedule: "0 3 * * *", incrementalSchedule: null },
    });
    return added?.id ?? 0;
  }
  async function begin(): Promise<WalkClaim> {
    const claim = await store.fleet.walks.begin(sync, "full");
    if (!claim) throw new Error("There is no sync.");
    return claim;
  }
  async function walk(records: readonly FakeRecord[], options: Parameters<typeof fakeList>[1] = {}) {
    const claim = await begin();
    const counts = noCounts();
    const unseen = await walkList(store, claim, fakeList(records, options), counts);
    await store.fleet.walks.end(claim, { ...REPORT, status: "complete", counts });
    return { claim, counts, unseen };
  }
  const feed = async (after = 0) =>
    (await store.fleet.changes.list({ after, accounts: [account], limit: 10_000 })).map(
      ({ seq, id, kind, fields }) => ({ seq, id, kind, ...(fields && { fields }) }),
    );
  const records = async (equal = {}) =>
    (
      await store.fleet.records.list({
        ...{ accounts: [account], resource: "devices", sort: "id", descending: false, limit: 100, equal },
      })
    ).records;

  test("stores what is new, and nothing again that is stored as it is", async () => {
    const devices = [
      { id: "2", name: "Two", last_activity_at: "2026-01-01T00:00:00Z", remote_data: { secret: 1 } },
      { id: "1", name: "One", serial_number: null },
    ];
    expect((await walk(devices)).counts).toMatchObject({ created: 2 });
    expect(await records()).toMatchObject([
      { id: "1", record: { id: "1", name: "One", serial_number: null }, missingSince: null },
      { id: "2", record: { id: "2", name: "Two", last_activity_at: "2026-01-01T00:00:00Z" } },
    ]);
    expect(JSON.stringify(await records())).not.toContain("secret");
    expect(await walk(devices)).toMatchObject({ counts: noCounts(), unseen: [] });
    expect(await feed()).toEqual([
      { seq: 1, id: "2", kind: "created" },
      { seq: 2, id: "1", kind: "created" },
    ]);
  });

  test("compares a list with what is stored of it, and of no other", async () => {
    const devices = sync;
    await walk([{ id: "1" }, { id: "2" }]);
    sync = await addSync("users");
    expect((await walk([{ id: "0" }, { id: "3" }])).counts).toMatchObject({ created: 2 });
    sync = devices;
    expect(await walk([{ id: "1" }])).toMatchObject({ counts: noCounts(), unseen: ["2"] });
  });

  test("publishes fields that changed, and keeps volatile ones without a change", async () => {
    await walk([{ id: "1", name: "One", tags: [{ name: "a" }, { name: "b" }], is_offline: true }]);
    await walk([{ id: "1", name: "One", tags: [{ name: "b" }, { name: "a" }], is_offline: false }]);
    expect(await feed(1)).toEqual([]);
    expect(await records()).toMatchObject([{ record: { is_offline: false } }]);
    await walk([{ id: "1", name: "Eins", is_offline: false, model: "Neu" }]);
    expect(await feed(1)).toEqual([
      { seq: 2, id: "1", kind: "updated", fields: { name: { before: "One", after: "Eins" } } },
    ]);
  });

  test("keeps fields that a list could not read, so that their next value is compared with the last one", async () => {
    await walk([{ id: "1", name: "One", compliance: "compliant" }]);
    const gaps = [{ fields: ["compliance"], operation: "listCompliance", reason: "failed" }];
    await walk([{ id: "1", name: "Two" }], { gaps });
    expect(await records()).toMatchObject([{ record: { name: "Two", compliance: "compliant" } }]);
    await walk([{ id: "1", name: "Two", compliance: "noncompliant" }]);
    expect(await feed(2)).toMatchObject([
      { kind: "updated", fields: { compliance: { before: "compliant", after: "noncompliant" } } },
    ]);
  });

  test("stores a record that the list repeats once, as it was read first", async () => {
    const others = Array.from({ length: store.fleet.pace.batch }, (_, index) => ({ id: `other${index}` }));
    const repeated = (name: string) => [{ id: "1", name }, { id: "1", name }, ...others, { id: "1", name }];
    expect((await walk(repeated("One"))).counts).toMatchObject({ created: 1 + others.length });
    expect((await walk(repeated("Two"))).counts).toMatchObject({ created: 0, updated: 1 });
    expect(await feed(1 + others.length)).toMatchObject([{ id: "1", kind: "updated" }]);
  });

  test("names records that the list lacks once, and publishes those that return", async () => {
    await walk([{ id: "1", name: "One" }, { id: "2" }, { id: "3" }]);
    const { claim, unseen } = await walk([{ id: "2" }]);
    expect(unseen).toEqual(["1", "3"]);
    const missing = [{ id: "1", kind: "missing" as const }];
    await expect(store.fleet.walks.publish(await begin(), missing, "diff")).resolves.toBeUndefined();
    expect((await walk([{ id: "2" }])).unseen).toEqual(["3"]);
    expect((await records())[0]).toMatchObject({ id: "1", missingSince: expect.any(String) });
    await walk([{ id: "1", name: "Uno" }]);
    expect((await records())[0]).toMatchObject({ record: { name: "Uno" }, missingSince: null });
    const kinds = (await feed(3)).map(({ id, kind, fields }) => [id, kind, fields?.name?.after]);
    expect(kinds).toEqual([
      ["1", "missing", undefined],
      ["1", "returned", "Uno"],
    ]);
    expect(claim.fence).toBe(2);
  });

  test("finds records again that were missing for so long that they are to be removed meanwhile", async () => {
    const prune = () => store.fleet.changes.prune(new Date(Date.UTC(2027, 0, 1)).toISOString());
    await walk([{ id: "1", name: "One" }]);
    await store.fleet.walks.publish(await begin(), [{ id: "1", kind: "missing" }], "diff");
    const again = { id: "1", name: "Uno" };
    const beforePage = async () => void (await prune());
    const list = fakeList([{ id: "0" }, again], { pageSize: 1, beforePage });
    await walkList(store, await begin(), list, noCounts());
    expect(await records()).toMatchObject([{ id: "0" }, { record: again, missingSince: null }]);
    await store.fleet.walks.publish(await begin(), [{ id: "1", kind: "missing" }], "diff");
    await walk([]);
    expect(await prune()).toMatchObject({ records: 1 });
    expect((await walk([again])).counts).toMatchObject({ created: 1 });
  });

  test("writes nothing more once another one has begun, however far it is", async () => {
    const many = Array.from({ length: 2 * store.fleet.pace.batch + 1 }, (_, index) => ({ id: `d${index}` }));
    const slept = await begin();
    let later: WalkClaim | undefined;
    const beforePage = async () => {
      later ??= await begin();
    };
    const list = fakeList(many, { pageSize: store.fleet.pace.batch, beforePage });
    await expect(walkList(store, slept, list, noCounts())).rejects.toThrow("Another walk");
    expect(await feed()).toHaveLength(store.fleet.pace.batch);
    expect(await store.fleet.walks.end(slept, { ...REPORT, status: "complete" })).toBe(false);
    expect((await store.fleet.syncs.get(sync))?.readThrough).toBe(null);
    if (later) await walkList(store, later, fakeList(many), noCounts());
    const found = await feed();
    expect(new Set(found.map(({ id }) => id)).size).toBe(many.length);
    expect(found.map(({ seq }) => seq)).toEqual(many.map((_, index) => index + 1));
    expect(await store.fleet.walks.list({ accounts: [account], limit: 9 })).toMatchObject([
      { status: "running" },
      { status: "interrupted" },
    ]);
  });

  test("stores text that PostgreSQL has no form for", async () => {
    await walk([{ id: "1", name: "nul\0 half\ud83d", "a\\u0000b": "kept \\u0000" }]);
    expect((await records())[0]?.record).toEqual({
      id: "1",
      name: "nul half\ufffd",
      "a\\u0000b": "kept \\u0000",
    });
    expect((await walk([{ id: "1", name: "nul\0 half\ud83d", "a\\u0000b": "kept \\u0000" }])).counts).toEqual(
      noCounts(),
    );
    await walk([{ id: "2", name: "Two", custom_fields: {} }]);
    await walk([{ id: "2", name: "Two", custom_fields: { "nul\0": 1, "half\ud83d": "\u001f\ud83d\ude00" } }]);
    const fields = { nul: 1, "half\ufffd": "\u001f\ud83d\ude00" };
    expect(await records({ name: "Two" })).toMatchObject([{ record: { custom_fields: fields } }]);
    expect((await feed(2))[0]?.fields).toEqual({ custom_fields: { before: {}, after: fields } });
  });

  test("stores and finds a name that is too long for an index", async () => {
    const long = Array.from({ length: 20_000 }, (_, at) =>
      String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000)),
    ).join("");
    await walk([
      { id: "1", name: long, serial_number: long },
      { id: "2", name: `${long}2`, serial_number: `${long}2` },
    ]);
    for (const field of ["name", "serial_number"])
      expect((await records({ [field]: long })).map(({ id }) => id)).toEqual(["1"]);
  });

  test("leaves nothing of an account that was deleted", async () => {
    await walk([{ id: "1" }]);
    const claim = await begin();
    await store.accounts.delete(account);
    for (const table of ["record", "state", "change", "walk", "sync"])
      expect(await db.database.query(`select 1 from gateway_fleet_${table}`)).toEqual([]);
    await expect(walkList(store, claim, fakeList([{ id: "1" }]), noCounts())).rejects.toThrow("Another walk");
    expect(await db.database.query("select 1 from gateway_fleet_record")).toEqual([]);
  });
});
