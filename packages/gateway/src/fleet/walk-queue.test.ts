import { beforeEach, expect, test } from "vitest";
import { describeDatabases, freshStore } from "../fixtures/databases.ts";
import { addAccount } from "../fixtures/fleet/stored-account.ts";
import type { Store } from "../store/store.ts";
import type { FleetServices } from "./services.ts";
import { createSignal } from "./signal.ts";
import { startWalkQueue, type WalkQueue } from "./walk-queue.ts";

describeDatabases("the queue of walks", (db) => {
  let store: Store;
  let clock: { at: number };
  let account: string;
  const queues: WalkQueue[] = [];
  let walked: string[];
  let messages: string[];

  beforeEach(async () => {
    await db.database.run("drop schema if exists gateway_queue cascade");
    ({ store, clock } = await freshStore(db));
    account = await addAccount(store);
    walked = [];
    messages = [];
    return async () => {
      for (const queue of queues.splice(0)) await queue.stop();
    };
  });

  /** Services whose accounts cannot be used, which is recorded. */
  const services = (): FleetServices => ({
    store,
    log: () => {},
    async sendMessage(url, init) {
      messages.push(`${url} ${new Headers(init.headers).get("webhook-id")}`);
      return new Response(null, { status: 204 });
    },
    now: Date.now,
    published: createSignal(),
    syncsChanged: createSignal(),
    useEvents: () => Promise.reject(new Error("no log is read")),
    useSource: async ({ sync }) => {
      walked.push(sync.resource);
      throw new Error("not reachable");
    },
  });
  const start = async (others: Partial<FleetServices> = {}) => {
    const own = { ...services(), ...others };
    queues.push(await startWalkQueue(own));
    return own;
  };
  const add = (resource: "devices" | "users") =>
    store.fleet.syncs.add({
      ...{ account, resource, fullSchedule: "0 3 * * *", incrementalSchedule: "*/5 * * * *" },
    });

  test("walks a new list at once, in one of several processes, and repeats a walk that failed", async () => {
    await add("devices");
    if (db.url === undefined) await start();
    else await Promise.all([start(), start()]);
    await expect.poll(() => walked, { timeout: 15_000, interval: 50 }).toEqual(["devices"]);
    await expect
      .poll(
        async () =>
          (await store.fleet.walks.list({ accounts: [account], limit: 9 })).map(({ status }) => status),
        {
          timeout: 15_000,
          interval: 50,
        },
      )
      .toEqual(["failed"]);
    const jobs = () =>
      db.database.query("select state::text as state from gateway_queue.job where name = 'fleet-full'");
    await expect.poll(jobs, { timeout: 5000 }).toEqual([{ state: "retry" }]);
  });

  test("has the schedules of the syncs that are not paused", async () => {
    const schedules = async () =>
      (
        await db.database.query(
          "select key from gateway_queue.schedule where name <> 'fleet-prune' order by key",
        )
      ).map(({ key }) => key);
    const own = await start();
    const one = await add("devices");
    const two = await add("users");
    own.syncsChanged.send();
    await expect
      .poll(schedules, { timeout: 5000 })
      .toEqual([
        `${one?.id}-full`,
        ...[`${one?.id}-incremental`, `${two?.id}-full`, `${two?.id}-incremental`],
      ]);
    await store.fleet.syncs.update(one?.id ?? 0, { paused: true });
    await store.fleet.syncs.update(two?.id ?? 0, { incrementalSchedule: null });
    own.syncsChanged.send();
    await expect.poll(schedules, { timeout: 5000 }).toEqual([`${two?.id}-full`]);
    await store.accounts.delete(account);
    own.syncsChanged.send();
    await expect.poll(schedules, { timeout: 5000 }).toEqual([]);
  });

  test("reads a vendor's log, and then the records that it names, in one of several processes", async () => {
    await add("devices");
    await store.fleet.syncs.takeRequests(async () => {}); // the list is not read
    await store.fleet.eventSources.add(account, "poll");
    const read: (string | null)[] = [];
    const reading: Partial<FleetServices> = {
      useEvents: (_account, _signal, work) =>
        work({
          async since(position) {
            read.push(position);
            return {
              hints: [{ resource: "devices", id: "a", isGone: false }],
              position: "1",
              hasMore: false,
            };
          },
        }),
      useSource: (_claim, _signal, work) =>
        work({
          list: () => {
            throw new Error("The list is not read.");
          },
          async get(id) {
            read.push(id);
            return { record: { id }, gaps: [] };
          },
        }),
    };
    const [own] = [await start(reading), await start(reading)];
    const hints = () => db.database.query("select id from gateway_fleet_hint");
    await expect.poll(hints, { timeout: 15_000, interval: 50 }).toEqual([{ id: "a" }]);
    clock.at += 10_000;
    own?.published.send();
    await expect.poll(hints, { timeout: 15_000, interval: 50 }).toEqual([]);
    expect(read).toEqual([null, "a"]);
    const found = await store.fleet.changes.list({ after: 0, accounts: [account], limit: 9 });
    expect(found).toMatchObject([{ id: "a", kind: "created", origin: "polled" }]);
  });

  test("delivers what changed, in one of several processes", async () => {
    const sync = await add("devices");
    await store.fleet.syncs.update(sync?.id ?? 0, { paused: true });
    const [own] = [await start(), await start()];
    const target = { targetUrl: "https://r.example/", accounts: null, kinds: null, position: 0 };
    const { webhook } = await store.fleet.webhooks.add(target);
    const claim = await store.fleet.walks.begin(sync?.id ?? 0, "full");
    const record = { json: `{"id":"a"}`, name: "", serialNumber: null };
    if (claim)
      await store.fleet.walks.publish(
        claim,
        [{ id: "a", kind: "created", stableHash: 1, volatileHash: 1, record }],
        "diff",
      );
    own?.published.send();
    const position = async () => (await store.fleet.webhooks.get(webhook.id))?.position;
    await expect.poll(position, { timeout: 15_000, interval: 50 }).toBe(1);
    expect(messages).toEqual([`https://r.example/ msg_${webhook.id}_0_1`]);
  });
});
