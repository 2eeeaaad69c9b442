import { NotFoundError, VendorUnavailableError } from "@mdmkit/runtime";
import type { EventHint } from "@mdmkit/unified/vendor";
import { beforeEach, expect, test } from "vitest";
import { describeDatabases, freshStore } from "../fixtures/databases.ts";
import { type FakeRecord, fakeList } from "../fixtures/fleet/fake-list.ts";
import { addAccount, addNightlySync } from "../fixtures/fleet/stored-account.ts";
import type { Store } from "../store/store.ts";
import { applyHints } from "./apply-hints.ts";
import type { FleetSource } from "./fleet-source.ts";
import type { FleetServices } from "./services.ts";
import { createSignal } from "./signal.ts";
import { walkList } from "./walk-list.ts";

const never = new AbortController().signal;
const MINUTE_MS = 60_000;

describeDatabases("hints", (db) => {
  let store: Store;
  let clock: Awaited<ReturnType<typeof freshStore>>["clock"];
  let account: string;
  let sync: number;
  let devices: Map<string, FakeRecord>;
  let read: string[];
  let source: Pick<FleetSource, "get">;

  beforeEach(async () => {
    ({ store, clock } = await freshStore(db));
    account = await addAccount(store);
    sync = await addNightlySync(store, account);
    await store.fleet.syncs.takeRequests(async () => {});
    devices = new Map(["a", "b"].map((id) => [id, { id, name: `Device ${id}`, policy: "Strict" }]));
    read = [];
    source = {
      async get(id) {
        read.push(id);
        const record = devices.get(id);
        if (!record) throw new NotFoundError("Not found.");
        return { record, gaps: [] };
      },
    };
    await walk();
  });

  async function walk(): Promise<void> {
    const claim = await store.fleet.walks.begin(sync, "full");
    if (!claim) throw new Error("There is no sync.");
    const counts = { created: 0, updated: 0, missing: 0, returned: 0 };
    await walkList(store, claim, fakeList([...devices.values()]), counts);
    await store.fleet.walks.end(claim, { status: "complete", problem: null, report: null, counts });
  }
  const services = (): FleetServices => ({
    ...{ store, log: () => {}, published: createSignal(), syncsChanged: createSignal(), now: clock.now },
    sendMessage: () => Promise.reject(new Error("nothing is sent")),
    useEvents: () => Promise.reject(new Error("no log is read")),
    useSource: (_claim, _signal, work) =>
      work({
        ...source,
        list: () => {
          throw new Error("no list is read");
        },
      }),
  });
  const hint = (id: string | null, isGone = false): EventHint => ({ resource: "devices", id, isGone });
  const add = (...hints: EventHint[]) => store.fleet.hints.add(account, hints, "native");
  /** Applies hints as the queue does, some time after they came. */
  async function apply(afterMs = 10_000): Promise<void> {
    clock.at += afterMs;
    for (const due of await store.fleet.hints.due()) await applyHints(services(), due, never);
  }
  const feed = async () =>
    (await store.fleet.changes.list({ after: 2, accounts: [account], limit: 100 })).map(
      ({ id, kind, origin }) => [id, kind, origin],
    );
  const requested = async () => (await store.fleet.syncs.get(sync))?.requested;

  test("are of lists that are stored, and due after a while", async () => {
    expect(await add(hint("a"), hint("a"), { ...hint("b"), resource: "users" })).toBe(1);
    await apply(9000);
    expect(read).toEqual([]);
    await add(hint("a"));
    await apply(1000);
    expect(read).toEqual(["a"]);
    await store.fleet.syncs.update(sync, { paused: true });
    expect(await add(hint("a"))).toBe(0);
  });

  test("wait for the end of a walk, whose records may be older than they are", async () => {
    const claim = await store.fleet.walks.begin(sync, "full");
    if (!claim) throw new Error("There is no sync.");
    devices.set("a", { id: "a", name: "Renamed" });
    await add(hint("a"));
    await apply();
    await applyHints(services(), sync, never); // a walk that began since it was queued
    expect(read).toEqual([]);
    const counts = { created: 0, updated: 0, missing: 0, returned: 0 };
    await store.fleet.walks.end(claim, { status: "complete", problem: null, report: null, counts });
    await apply(0);
    expect(await feed()).toEqual([["a", "updated", "native"]]);
  });

  test("that come while their record is read are read again", async () => {
    const { get } = source;
    source = {
      async get(id) {
        const found = await get?.(id);
        if (read.length === 1) await add(hint("a"));
        if (!found) throw new Error("There is no read.");
        return found;
      },
    };
    await add(hint("a"));
    await apply();
    await apply();
    await apply();
    expect(read).toEqual(["a", "a"]);
  });

  test("are tried again when a record cannot be read, and given up after a while; others are not lost", async () => {
    const { get } = source;
    source = {
      async get(id) {
        if (id === "a") throw new VendorUnavailableError("Busy.");
        const found = await get?.(id);
        if (!found) throw new Error("There is no read.");
        return found;
      },
    };
    devices.set("b", { id: "b", name: "Renamed" });
    await add(hint("a"));
    clock.at += 1;
    await add(hint("b"));
    await apply();
    const walks = await store.fleet.walks.list({ accounts: [account], limit: 1 });
    expect(walks).toMatchObject([{ kind: "events", status: "failed", problem: "Busy." }]);
    expect((await store.fleet.walks.latest()).get(sync)?.walk).toMatchObject({
      kind: "full",
      status: "complete",
    });
    for (let attempt = 0; attempt < 4; attempt++) await apply(MINUTE_MS);
    expect(await store.fleet.hints.due()).toEqual([]);
    source = { get };
    await add(hint("b"));
    await apply();
    expect(await feed()).toEqual([["b", "updated", "native"]]);
  });

  test("keep what lists have of some records only", async () => {
    source = {
      get: async (id) => ({
        record: { id, name: "Renamed" },
        gaps: [{ fields: ["policy"], operation: "", reason: "" }],
      }),
    };
    await add(hint("a"));
    await apply();
    const query = {
      accounts: [account],
      resource: "devices",
      sort: "id",
      descending: false,
      limit: 1,
    } as const;
    const { records } = await store.fleet.records.list(query);
    expect(records[0]?.record).toEqual({ id: "a", name: "Renamed", policy: "Strict" });
  });

  test.each([[null], ["nul\0"], ["half\ud83d"]])(
    "that name no record (%j) let the list be read, but not often",
    async (id) => {
      await add(hint(id));
      await apply();
      expect(await requested()).toBe(null);
      await apply(15 * MINUTE_MS);
      expect(await requested()).toBe("incremental");
      expect(await store.fleet.hints.due()).toEqual([]);
      expect(read).toEqual([]);
    },
  );

  test("that are many, or of records that cannot be read alone, let the list be read", async () => {
    await add(...Array.from({ length: 101 }, (_, index) => hint(`new-${index}`, index === 7)));
    await apply();
    expect([await requested(), read]).toEqual(["full", []]);
    await store.fleet.syncs.takeRequests(async () => {});
    source = { get: undefined };
    await add(hint("a"));
    await apply();
    expect(await requested()).toBe("incremental");
    expect(await feed()).toEqual([]);
  });

  test("are read although the process before died that read some", async () => {
    await store.fleet.walks.begin(sync, "events");
    await add(hint("a"));
    await apply();
    expect(read).toEqual(["a"]);
  });

  test("of a record that the vendor returns under another id publish nothing", async () => {
    source = { get: async () => ({ record: { id: "b", name: "Renamed" }, gaps: [] }) };
    await add(hint("a"), hint("new", true));
    await apply();
    expect(await feed()).toEqual([]);
  });

  test("of a device that came back are a return", async () => {
    const device = devices.get("a");
    devices.delete("a");
    await add(hint("a", true));
    await apply();
    if (device) devices.set("a", device);
    await add(hint("a"));
    await apply();
    expect(await feed()).toEqual([
      ["a", "missing", "native"],
      ["a", "returned", "native"],
    ]);
  });
});
