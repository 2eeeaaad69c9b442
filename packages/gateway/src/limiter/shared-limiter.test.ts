import type { LimiterWait, RateLimit } from "@mdmkit/runtime";
import { describe, expect, test } from "vitest";
import { StoreError } from "../errors/store-error.ts";
import { describeDatabases } from "../fixtures/databases.ts";
import { createSimulation, keepCalling, takers } from "../fixtures/replicas/simulation.ts";

describeDatabases("shared limiter", (db) => {
  const simulate = () => createSimulation(db.database);

  describe("concurrency", () => {
    test("holds for all replicas together", async () => {
      const simulation = await simulate();
      const [one, two] = ["1", "2"].map((holder) => simulation.replica(holder, { concurrency: 3 }));
      if (!one || !two) throw new Error("There are two.");
      const first = takers(one, simulation, 2);
      await simulation.settled();
      const second = takers(two, simulation, 3);
      await simulation.settled();
      expect([first, second]).toEqual([[0, 0], [0]]);
      one.release();
      await simulation.move(100);
      expect(second).toHaveLength(2);
    });

    test("starts the only caller of a replica between the callers of a busy replica", async () => {
      const simulation = await simulate();
      const busy = simulation.replica("busy", { concurrency: 2 });
      const quiet = simulation.replica("quiet", { concurrency: 2 });
      const many = takers(busy, simulation, 50);
      await simulation.settled();
      const single = takers(quiet, simulation, 1);
      for (let turn = 0; turn < 3 && single.length === 0; turn++) {
        busy.release();
        await simulation.move(60);
      }
      expect(single).toHaveLength(1);
      expect(many.length).toBeLessThan(6);
    });

    test.each([
      { replicas: 2, lasts: 100 },
      { replicas: 3, lasts: 2 },
    ])(
      "is divided between $replicas busy replicas whose calls last $lasts ms",
      async ({ replicas, lasts }) => {
        const simulation = await simulate();
        const busy = [];
        for (let index = 0; index < replicas; index++) {
          const limiter = simulation.replica(`${index}`, { concurrency: 6 });
          busy.push(keepCalling(limiter, simulation, { callers: 10, lasts }));
          await simulation.settled(); // the first one takes all
        }
        await simulation.move(500);
        const before = busy.map(({ started }) => started);
        await simulation.move(10 * lasts);
        const shares = busy.map(({ started }, index) => started - (before[index] ?? 0));
        for (const share of shares) expect(share / (60 / replicas)).toBeCloseTo(1, 0.5);
      },
    );

    test("goes round where there are fewer permits than replicas, however long one of them is kept", async () => {
      const simulation = await simulate();
      const replica = (holder: string) => simulation.replica(holder, { concurrency: 2 });
      await replica("long").take({});
      keepCalling(replica("busy"), simulation, { callers: 10, lasts: 100 });
      await simulation.settled();
      const single = takers(replica("quiet"), simulation, 1);
      await simulation.move(300);
      expect(single).toHaveLength(1);
    });

    test("reuses a permit without a request for a moment after it was granted", async () => {
      const simulation = await simulate();
      const limiter = simulation.replica("1", { concurrency: 1 });
      await limiter.take({});
      await simulation.move(10);
      limiter.release();
      expect(limiter.take({})).toBeUndefined();
      await simulation.move(10);
      limiter.release();
      const turn = limiter.take({});
      expect(turn).toBeInstanceOf(Promise);
      await turn;
      const [lease] = await db.database.query("select places from gateway_limiter_lease");
      expect(lease).toEqual({ places: 1 });
    });

    test("gives a permit to another replica although this one could continue to reuse it", async () => {
      const simulation = await simulate();
      const busy = simulation.replica("busy", { concurrency: 1 });
      const other = simulation.replica("other", { concurrency: 1 });
      await busy.take({});
      const single = takers(other, simulation, 1);
      for (let turn = 0; turn < 20 && single.length === 0; turn++) {
        busy.release();
        takers(busy, simulation, 1);
        await simulation.move(6);
      }
      expect(single).toHaveLength(1);
    });

    test("counts every start when the rate is limited, too", async () => {
      const simulation = await simulate();
      const limiter = simulation.replica("1", { concurrency: 1, requests: 2, seconds: 10 });
      await limiter.take({});
      limiter.release();
      await limiter.take({});
      limiter.release();
      const third = takers(limiter, simulation, 1);
      await simulation.move(9_999);
      expect(third).toEqual([]);
    });

    test("frees the permits of a dead replica after its lease", async () => {
      const simulation = await simulate();
      const dead = simulation.replica("dead", { concurrency: 1 });
      await dead.take({});
      simulation.kill("dead");
      const alive = takers(simulation.replica("alive", { concurrency: 1 }), simulation, 1);
      await simulation.move(29_900);
      expect(alive).toEqual([]);
      await simulation.move(200);
      expect(alive).toHaveLength(1);
    });

    test("keeps the permit of a call that takes longer than a lease", async () => {
      const simulation = await simulate();
      await simulation.replica("slow", { concurrency: 1 }).take({});
      const other = takers(simulation.replica("other", { concurrency: 1 }), simulation, 1);
      await simulation.move(65_000);
      expect(other).toEqual([]);
    });

    test("returns permits when it is closed, and refuses callers that wait", async () => {
      const simulation = await simulate();
      const limiter = simulation.replica("closing", { concurrency: 1 });
      await limiter.take({});
      const waiting = limiter.take({});
      await simulation.settled();
      const refused = expect(waiting).rejects.toThrow("The gateway is shutting down.");
      await limiter.close();
      await refused;
      await expect(limiter.take({})).rejects.toThrow(StoreError);
      expect(simulation.pending()).toBe(0);
      expect(takers(simulation.replica("next", { concurrency: 1 }), simulation, 1)).toEqual([]);
      await simulation.settled();
      expect(await db.database.query("select holder from gateway_limiter_lease")).toEqual([
        { holder: "next" },
      ]);
    });
  });

  describe("rate", () => {
    test("starts only the allowed number in any time span, like the limiter of one process", async () => {
      const simulation = await simulate();
      const rateLimit = { requests: 2, seconds: 10 };
      const started = takers(simulation.replica("1", rateLimit), simulation, 5);
      await simulation.move(30_000);
      expect(started).toEqual([0, 0, 10_000, 10_000, 20_000]);
    });

    test("spreads starts with a burst of one", async () => {
      const simulation = await simulate();
      const started = takers(simulation.replica("1", { requests: 10, seconds: 10, burst: 1 }), simulation, 3);
      await simulation.move(3000);
      expect(started).toEqual([0, 1000, 2000]);
    });

    test("holds for all replicas together", async () => {
      const simulation = await simulate();
      const rateLimit = { requests: 4, seconds: 1 };
      const started = ["1", "2", "3"].map((holder) =>
        takers(simulation.replica(holder, rateLimit), simulation, 4),
      );
      await simulation.move(0);
      expect(started.flat()).toHaveLength(4);
      await simulation.move(1000);
      expect(started.flat()).toHaveLength(8);
      await simulation.move(1000);
      expect(started.flat()).toHaveLength(12);
    });

    test("keeps a limit of thousands with a short list", async () => {
      const simulation = await simulate();
      const limiter = simulation.replica("1", { requests: 1000, seconds: 100 });
      const started = takers(limiter, simulation, 1500);
      await simulation.move(0);
      expect(started).toHaveLength(1000);
      await simulation.move(99_999);
      expect(started).toHaveLength(1000);
      await simulation.move(1);
      expect(started).toHaveLength(1500);
      const [row] = await db.database.query("select cardinality(starts) as length from gateway_limiter");
      expect(row).toEqual({ length: 1 });
    });

    test("keeps tenants apart", async () => {
      const simulation = await simulate();
      const rateLimit = { requests: 1, seconds: 60 };
      const one = takers(simulation.replica("1", rateLimit, "one"), simulation, 2);
      const two = takers(simulation.replica("1", rateLimit, "two"), simulation, 2);
      await simulation.move(0);
      expect([one, two]).toEqual([[0], [0]]);
    });
  });

  describe("pauses, aborts and failures", () => {
    test("pauses every replica", async () => {
      const simulation = await simulate();
      const [one, two] = ["1", "2"].map((holder) => simulation.replica(holder, { concurrency: 5 }));
      if (!one || !two) throw new Error("There are two.");
      one.pause(3000);
      expect(one.paused()).toBe(3000);
      await simulation.settled();
      const started = [takers(one, simulation, 1), takers(two, simulation, 1)];
      await simulation.move(2999);
      expect([...started, two.paused()]).toEqual([[], [], 1]);
      await simulation.move(1);
      expect(started).toEqual([[3000], [3000]]);
    });

    test("starts no caller whose permit was granted while the pause began", async () => {
      const simulation = await simulate();
      const limiter = simulation.replica("1", { concurrency: 5 });
      const started = takers(limiter, simulation, 1);
      limiter.pause(1000);
      await simulation.move(999);
      expect(started).toEqual([]);
      await simulation.move(1);
      expect(started).toEqual([1000]);
      limiter.release();
      await simulation.move(100);
      expect(await db.database.query("select places from gateway_limiter_lease")).toEqual([]);
    });

    test("notifies a caller why and how long it waits", async () => {
      const simulation = await simulate();
      const limiter = simulation.replica("1", { requests: 1, seconds: 5, concurrency: 2 });
      const waits: LimiterWait[] = [];
      const onWait = (wait: LimiterWait) => waits.push(wait);
      const turns = [limiter.take({ onWait }), limiter.take({ onWait })];
      await simulation.settled();
      expect(waits).toEqual([{ reason: "rate", milliseconds: 5000 }]);
      await simulation.move(5000);
      await Promise.all(turns);
      turns.push(limiter.take({ onWait }));
      await simulation.settled();
      expect(waits.slice(1)).toEqual([{ reason: "concurrency" }]);
    });

    test("forgets a caller whose signal aborts, and leaves no timer onAnyPort", async () => {
      const simulation = await simulate();
      const limiter = simulation.replica("1", { concurrency: 1 });
      await limiter.take({});
      const controller = new AbortController();
      const aborted = limiter.take({ signal: controller.signal });
      const third = takers(limiter, simulation, 1);
      controller.abort(new Error("enough"));
      await expect(aborted).rejects.toThrow("enough");
      await expect(limiter.take({ signal: controller.signal })).rejects.toThrow("enough");
      limiter.release();
      await simulation.settled();
      expect(third).toHaveLength(1);
      limiter.release();
      await simulation.move(100);
      expect([simulation.pending(), limiter.idle()]).toEqual([0, true]);
    });

    test("forgets a tenant once nothing limits it, and no other", async () => {
      const simulation = await simulate();
      const tenants = async () =>
        (await db.database.query("select tenant from gateway_limiter order by 1")).map(
          ({ tenant }) => tenant,
        );
      const start = async (tenant: string, rateLimit: RateLimit) => {
        const limiter = simulation.replica(tenant, rateLimit, tenant);
        takers(limiter, simulation, 1);
        await simulation.move(1000);
        return limiter;
      };
      await start("running", { concurrency: 1 });
      await start("in its span", { requests: 1, seconds: 90 });
      (await start("paused", {})).pause(90_000);
      await start("over", { requests: 1, seconds: 1 });
      await simulation.move(60_000);
      await start("new", {});
      expect(await tenants()).toEqual(["in its span", "new", "paused", "running"]);
      expect(takers(simulation.replica("2", { concurrency: 1 }, "running"), simulation, 1)).toEqual([]);
      await simulation.move(60_000);
      await start("last", {});
      expect(await tenants()).toEqual(["last", "running"]);
    });

    test("notifies a queued caller of a pause that another replica begins", async () => {
      const simulation = await simulate();
      const [one, two] = ["1", "2"].map((holder) => simulation.replica(holder, { concurrency: 1 }));
      await one?.take({});
      const waits: LimiterWait[] = [];
      two?.take({ onWait: (wait) => waits.push(wait) });
      await simulation.settled();
      one?.pause(5000);
      await simulation.move(100);
      expect(waits).toEqual([
        { reason: "concurrency" },
        { reason: "paused", milliseconds: expect.any(Number) },
      ]);
    });

    test("refuses callers that wait while the database fails, and continues afterwards", async () => {
      const simulation = await simulate();
      const limiter = simulation.replica("1", { requests: 1, seconds: 1 });
      await db.database.run("alter table gateway_limiter rename to hidden");
      await expect(limiter.take({})).rejects.toThrow(StoreError);
      limiter.pause(2000);
      await simulation.settled();
      await db.database.run("alter table hidden rename to gateway_limiter");
      const other = takers(simulation.replica("2", {}), simulation, 1);
      await simulation.settled();
      expect(other).toEqual([0]); // the pause could not be reported yet
      await simulation.move(1500);
      const [row] = await db.database.query("select paused_until > 0 as is_paused from gateway_limiter");
      expect(row).toEqual({ is_paused: true });
    });
  });
});
