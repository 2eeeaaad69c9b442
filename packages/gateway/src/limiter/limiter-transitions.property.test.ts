import fc from "fast-check";
import { expect, test } from "vitest";
import { createModel, type ModelEvent, type ModelStep } from "../fixtures/replicas/model.ts";

const REPLICAS = 3;

const replica = fc.nat(REPLICAS - 1);
const event = (weight: number, ...events: ModelEvent[]) => ({
  weight,
  arbitrary: fc.record({ replica, event: fc.constantFrom(...events) }),
});
const step: fc.Arbitrary<ModelStep> = fc.oneof(
  event(8, "take", "response"),
  event(4, "release"),
  event(1, "abort", "lost"),
  {
    weight: 1,
    arbitrary: fc.record({
      replica,
      event: fc.constant("pause" as const),
      milliseconds: fc.integer({ min: 1, max: 900 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ move: fc.constantFrom(0, 1, 19, 20, 21, 50, 400, 1000) }) },
);

/** With a limit of starts, which the database of the model counts and does not limit, or without one. */
const limit = fc.record(
  { concurrency: fc.integer({ min: 1, max: 4 }), requests: fc.constant(1000) },
  { requiredKeys: ["concurrency"] },
);

test("never uses more permits or starts than were granted, starts in order and never in a pause, and loses no caller", () => {
  const run = fc.property(limit, fc.array(step, { maxLength: 120 }), (rateLimit, steps) => {
    const model = createModel(REPLICAS, rateLimit);
    for (const each of steps) model.play(each);
    model.finish();
    expect([model.faults, model.left(), model.leased()]).toEqual([[], [], 0]);
  });
  fc.assert(run, { numRuns: 500 });
});

test("can be closed at any time: all callers have started or are refused, and all permits are returned", () => {
  const run = fc.property(
    fc.array(fc.oneof(step, event(1, "close").arbitrary), { maxLength: 60 }),
    (steps) => {
      const model = createModel(REPLICAS, { concurrency: 2 });
      for (const each of steps) model.play(each);
      model.finish();
      model.close();
      model.finish();
      expect([model.faults, model.left()]).toEqual([[], []]);
      expect(model.phases()).toEqual(["closed", "closed", "closed"]);
    },
  );
  fc.assert(run, { numRuns: 500 });
});
