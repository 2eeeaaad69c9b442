import fc from "fast-check";
import { expect, it } from "vitest";
import { type Behavior, bulkVendor } from "../fixtures/bulk-vendor.ts";
import { type BulkEntry, settledBy } from "./bulk-log.ts";
import { planBulk } from "./plan-bulk.ts";
import { runBulk } from "./run-bulk.ts";

const BEHAVIORS: readonly Behavior[] = ["accepts", "rejects", "vague", "lost", "throws"];

/** One run of the plan. The process dies at the given log entry or request, counted together. */
const runs = fc.record({
  budget: fc.integer({ min: 0, max: 20 }),
  concurrency: fc.integer({ min: 1, max: 4 }),
  diesAt: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }),
  abortsAt: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }),
  behaviors: fc.array(fc.constantFrom(...BEHAVIORS), { maxLength: 5 }),
});

const forever = () => new Promise<never>(() => {});

it("no device receives an action twice, however often a plan is run, stopped, killed and resumed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(runs, { minLength: 1, maxLength: 4 }), async (all) => {
      const { vendor, behaviors, received } = bulkVendor(5);
      const plan = await planBulk(vendor, { action: "restart", targets: ["d1", "d2", "d3", "d4", "d5"] });
      const stored: BulkEntry[] = [];
      for (const { budget, concurrency, diesAt, abortsAt, behaviors: next } of all) {
        behaviors.clear();
        for (const [index, behavior] of next.entries()) behaviors.set(`d${index + 1}`, behavior);
        const stop = new AbortController();
        let steps = 0;
        let die = () => {};
        const death = new Promise<undefined>((resolve) => {
          die = () => resolve(undefined);
        });
        /** Whether the process is alive at its next step. */
        const step = () => {
          steps += 1;
          if (steps === abortsAt) stop.abort();
          if (diesAt === undefined || steps <= diesAt) return true;
          die();
          return false;
        };
        const mortal = {
          ...vendor,
          client: {
            ...vendor.client,
            request: (...call: Parameters<typeof vendor.client.request>) =>
              step() ? vendor.client.request(...call) : forever(),
          },
        };
        const log = {
          append: async (entry: BulkEntry) => (step() ? void stored.push(entry) : forever()),
        };
        const run = runBulk(mortal, plan, {
          ...{ log, entries: [...stored], budget, concurrency, signal: stop.signal },
        });
        const finished = await Promise.race([run, death]);
        for (const { id, outcome, sent } of finished?.results ?? [])
          expect([id, outcome === "skipped" && sent]).toEqual([id, false]);
        expect(finished === undefined || finished.requests <= budget).toBe(true);
      }
      expect(received.length).toBe(new Set(received).size);
      const settled = settledBy(stored, plan.id);
      for (const id of received) expect(settled.get(id)?.sent).toBe(true);
    }),
    { numRuns: 200 },
  );
});
