import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as after } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startFakeReceiver } from "../fixtures/fleet/fake-receiver.ts";
import { type FakeVendor, startFakeVendor } from "../fixtures/fleet/fake-vendor.ts";
import { type FeedFollower, followFeed } from "../fixtures/fleet/feed-follower.ts";
import { addAccount, addNightlySync } from "../fixtures/fleet/stored-account.ts";
import { type PostgresServer, startPostgres, whyNoPostgres } from "../fixtures/postgres-server.ts";
import { mountSmallDisk } from "../fixtures/small-disk.ts";
import { openStore } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";

// What walk-faults tests with simulated faults, with real ones: processes that are killed and that sleep, a PostgreSQL server that
// crashes, and a full disk. MDMKIT_FLEET_PROCESSES=50 MDMKIT_TEST_POSTGRES=1 runs fifty schedules, MDMKIT_FLEET_SEED those of a seed.

const RUNS = Number(process.env.MDMKIT_FLEET_PROCESSES ?? 0);
const SEED = process.env.MDMKIT_FLEET_SEED;
const PROGRAM = fileURLToPath(new URL("../fixtures/fleet/fleet-process.ts", import.meta.url));
const KEY = Buffer.alloc(32, "k").toString("base64");
const IDS = Array.from({ length: 48 }, (_, index) => `d${String(index).padStart(2, "0")}`);
const PAGE = 8;
const DISK_MEGABYTES = 200;
const MINUTE_MS = 60_000;
/** Between the attempts to send a message. */
const RETRY_MINUTES = [1, 5, 30, 120, 240, 420, 620];
const FAILURES = ["fails", "hangs up", "hangs"] as const;

const disk = RUNS > 0 ? mountSmallDisk(DISK_MEGABYTES) : undefined;
const FAULTS = ["killed", "killed", "killed", "sleeps", "beside another", "database crashes"] as const;
const changes = { changed: fc.subarray(IDS), removed: fc.subarray(IDS, { maxLength: 4 }) };
const step = fc.record({
  ...changes,
  meanwhile: fc.record(changes),
  what: fc.constantFrom(...FAULTS, ...(disk ? (["full disk"] as const) : [])),
  /** After the response to this request of the walk: pages first, then records that the list lacks. */
  at: fc.nat(9),
  delayMs: fc.nat(40),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

describe.skipIf(RUNS === 0 || whyNoPostgres() !== undefined)("processes that end", () => {
  let server: PostgresServer;
  let store: Store;
  let vendor: FakeVendor;
  let sync: number;
  let follower: FeedFollower;
  const struck = new Map<string, number>();

  beforeAll(async () => {
    server = await startPostgres(disk && { parent: disk.path });
    store = await openStore({ databaseUrl: server.url, keys: KEY, loopback: true });
  });
  afterAll(async () => {
    await store?.close();
    await server?.stop();
    disk?.remove();
    process.stdout.write(`${JSON.stringify(Object.fromEntries([...struck].sort()))}\n`);
  });

  function start(...options: string[]): ChildProcess {
    const given = ["--database", server.url, "--key", KEY, ...options];
    return spawn(process.execPath, ["--conditions=@mdmkit/source", PROGRAM, ...given], { stdio: "ignore" });
  }
  async function ended(child: ChildProcess): Promise<void> {
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
  const startWalk = () => start("--vendor", vendor.url, "--sync", String(sync));
  const walk = () => ended(startWalk());

  /** Returns once the database responds again and the other walk has ended. */
  async function strike(child: ChildProcess, { what, meanwhile }: Step): Promise<void> {
    if (what === "killed") child.kill("SIGKILL");
    else if (what === "database crashes") await server.restart();
    else if (what === "beside another") await walk();
    else if (what === "sleeps") {
      child.kill("SIGSTOP");
      vendor.apply(meanwhile);
      await walk();
      child.kill("SIGCONT");
    } else if (disk) {
      disk.fill();
      await ended(child);
      disk.free();
      await server.restart();
    }
  }

  async function disturbedWalk(own: Step): Promise<void> {
    vendor.apply(own);
    const child = startWalk();
    let isHit = false;
    const hit = new Promise<void>((resolve) => {
      let requests = 0;
      vendor.onResponse = () => {
        if (requests++ === own.at) resolve();
      };
    }).then(async () => {
      vendor.onResponse = () => {};
      await after(own.delayMs);
      isHit = child.exitCode === null;
      if (isHit) await strike(child, own);
    });
    await Promise.race([hit, ended(child)]);
    vendor.onResponse = () => {};
    await ended(child);
    if (!isHit) return;
    await hit;
    const phase = `${own.what}, ${own.at < IDS.length / PAGE ? "while pages are read" : "at the end"}`;
    struck.set(phase, (struck.get(phase) ?? 0) + 1);
  }

  /** The server may still commit what a killed process has sent: then there is more to read, and what is stored is that. */
  async function check(): Promise<void> {
    const gone = vendor.takeGone();
    for (let attempt = 0; ; attempt++) {
      const changes = await follower.read();
      for (const { kind, id } of changes) if (kind === "missing") expect(gone).toContain(id);
      try {
        return await follower.assertStored();
      } catch (error) {
        if (attempt > 0 && changes.length === 0) throw error;
      }
    }
  }

  async function run(steps: readonly Step[]): Promise<void> {
    const account = await addAccount(store);
    sync = await addNightlySync(store, account);
    const { last } = await store.fleet.changes.position();
    follower = followFeed(store, account, last);
    vendor = await startFakeVendor(IDS, PAGE);
    try {
      for (const own of steps) {
        await disturbedWalk(own);
        await check();
      }
      await walk();
      await check();
      const query = { accounts: [account], resource: "devices", sort: "id", descending: false } as const;
      const { records } = await store.fleet.records.list({ ...query, missing: false, limit: 100 });
      const stored = records.map(({ id, record }) => [id, Object(record).model]);
      const wanted = [...vendor.versions].map(([id, version]) => [id, `v${version}`]);
      expect(Object.fromEntries(stored)).toEqual(Object.fromEntries(wanted));
    } finally {
      vendor.close();
      await store.accounts.delete(account);
    }
  }

  test(
    "lose nothing, publish nothing twice, and take nothing for missing that is there",
    async () => {
      await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), run), {
        ...{ numRuns: RUNS, endOnFailure: true },
        ...(SEED !== undefined && { seed: Number(SEED) }),
      });
    },
    24 * 3_600_000,
  );

  test("leave their walk to another process", async () => {
    const account = await addAccount(store);
    sync = await addNightlySync(store, account);
    vendor = await startFakeVendor(IDS, PAGE);
    vendor.apply({ changed: IDS, removed: [] });
    const { last } = await store.fleet.changes.position();
    follower = followFeed(store, account, last);
    const children: ChildProcess[] = [];
    const startQueue = () => children.push(start("--vendor", vendor.url, "--queue"));
    try {
      const read = new Promise<void>((resolve) => {
        vendor.onResponse = (requests) => void (requests === 3 && resolve());
      });
      startQueue();
      await read;
      vendor.onResponse = () => {};
      children[0]?.kill("SIGKILL");
      const killedAt = Date.now();
      startQueue();
      startQueue();
      const statuses = async () => {
        const walks = await store.fleet.walks.list({ accounts: [account], limit: 9 });
        return walks.map(({ status }) => status);
      };
      await expect
        .poll(statuses, { timeout: 10 * MINUTE_MS, interval: 250 })
        .toEqual(["complete", "interrupted"]);
      struck.set("seconds until another process walked", Math.round((Date.now() - killedAt) / 1000));
      await check();
      expect(follower.present.size).toBe(IDS.length);
    } finally {
      for (const child of children) child.kill("SIGKILL");
      vendor.close();
      await store.accounts.delete(account);
    }
  }, 3_600_000);

  test("send a receiver that fails for a day each change once, though each is killed once before it fails", async () => {
    const account = await addAccount(store);
    sync = await addNightlySync(store, account);
    vendor = await startFakeVendor(IDS, PAGE);
    const receiver = await startFakeReceiver();
    try {
      const { last } = await store.fleet.changes.position();
      const target = { targetUrl: receiver.url, accounts: [account], kinds: null, position: last };
      const { webhook } = await store.fleet.webhooks.add(target);
      for (let version = 0; version < 3; version++) {
        vendor.apply({ changed: IDS, removed: [] });
        await walk();
      }
      let later = 0;
      for (const [attempt, minutes] of [0, ...RETRY_MINUTES].entries()) {
        later += minutes * MINUTE_MS;
        for (const manner of ["accepts", FAILURES[attempt % FAILURES.length] ?? "fails"] as const) {
          receiver.manner = manner;
          const child = start("--later", String(later));
          // The receiver has the message, and its sender is killed before it writes that down.
          receiver.onMessage = () => void (manner === "accepts" && child.kill("SIGKILL"));
          await ended(child);
        }
      }
      expect(await store.fleet.webhooks.get(webhook.id)).toMatchObject({
        attempts: 8,
        isActive: false,
        position: last,
      });
      receiver.manner = "accepts";
      receiver.onMessage = () => {};
      await store.fleet.webhooks.update(webhook.id, { isActive: true });
      await ended(start("--later", String(later)));
      const { last: end } = await store.fleet.changes.position();
      const wanted = Array.from({ length: end - last }, (_, index) => last + 1 + index);
      expect([...receiver.messages.values()].flat()).toEqual(wanted);
      expect((await store.fleet.webhooks.get(webhook.id))?.position).toBe(end);
    } finally {
      vendor.close();
      receiver.close();
      await store.accounts.delete(account);
    }
  }, 3_600_000);
});
