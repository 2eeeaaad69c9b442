import type { RateLimit } from "@mdmkit/runtime";
import fc from "fast-check";
import { expect, test } from "vitest";
import { migrate } from "../database/migrate.ts";
import { migrations } from "../database/migrations/index.ts";
import { describeDatabases } from "../fixtures/databases.ts";
import { createRun, type RunStep } from "../fixtures/replicas/run.ts";
import { createSimulation } from "../fixtures/replicas/simulation.ts";

/**
 * Permits, pauses and lost callers are tested 1,000 times in `limiter-transitions.property.test.ts`, without a database. These runs have
 * up to 30 steps each and other seeds every time, so that ten reach every kind of step and of limit. MDMKIT_RUNS sets another number.
 */
const RUNS = Number(process.env.MDMKIT_RUNS ?? 10);

const REPLICAS = ["one", "two", "three"];
const MINUTE = 60_000;

const by = fc.nat(REPLICAS.length - 1);
const step: fc.Arbitrary<RunStep> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ by, count: fc.integer({ min: 1, max: 4 }), lasts: fc.nat(400) }) },
  // Just before and just after the spans of the limits below.
  {
    weight: 5,
    arbitrary: fc.record({ move: fc.constantFrom(0, 1, 15, 50, 400, 890, 950, 999, 1000, 1950) }),
  },
  { weight: 2, arbitrary: fc.record({ by, pause: fc.integer({ min: 1, max: 2000 }) }) },
  { weight: 1, arbitrary: fc.record({ abort: fc.constant<true>(true) }) },
);
const concurrency = fc.integer({ min: 1, max: 4 });
const rate = { requests: fc.integer({ min: 1, max: 6 }), seconds: fc.constantFrom(1, 2) };
const limits: fc.Arbitrary<RateLimit> = fc.oneof(
  fc.record(rate),
  fc.record({ ...rate, concurrency }),
  fc.record({ concurrency }),
);

describeDatabases("any run of replicas", (db) => {
  test("keeps limits and pauses, and starts every caller in the end", async () => {
    await migrate(db.database, migrations);
    const property = fc.asyncProperty(limits, fc.array(step, { maxLength: 30 }), async (rateLimit, steps) => {
      await db.database.run("truncate gateway_limiter cascade");
      const simulation = await createSimulation(db.database);
      const run = createRun(simulation, rateLimit, REPLICAS);
      for (const each of steps) await run.play(each);
      for (let turn = 0; turn < 20 && !run.isOver(); turn++) await run.move(MINUTE / 2);
      expect(run.isOver()).toBe(true);

      const { requests = 0, seconds = 0, concurrency = Number.POSITIVE_INFINITY } = rateLimit;
      const { starts, inPause, mostInUse } = run.seen;
      const isTooSoon = (at: number, index: number) =>
        at - (starts[index - requests] ?? -Infinity) < seconds * 1000;
      expect([starts.filter(isTooSoon), inPause]).toEqual([[], []]);
      expect(mostInUse).toBeLessThanOrEqual(concurrency);

      await run.move(5000); // until after the last pause
      expect([run.areIdle(), simulation.pending()]).toEqual([true, 0]);
      expect(await db.database.query("select from gateway_limiter_lease where places > 0")).toEqual([]);
    });
    await fc.assert(property, { numRuns: RUNS });
  });
});
