import fc from "fast-check";
import { expect, it } from "vitest";
import { createRecentIds } from "./recent-ids.ts";

it("knows exactly the last ids, in whatever order they come", () => {
  const ids = fc.array(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 200 });
  fc.assert(
    fc.property(ids, fc.integer({ min: 1, max: 20 }), (given, size) => {
      const isNew = createRecentIds(size);
      const remembered: string[] = [];
      for (const id of given) {
        const expected = !remembered.slice(-size).includes(id);
        expect(isNew(id)).toBe(expected);
        if (expected) remembered.push(id);
      }
    }),
    { seed: 1 },
  );
});

it("distinguishes ids with the same hash", () => {
  const isNew = createRecentIds(100);
  expect(["Aa", "BB", "Aa", "BB", "AaBB", "BBAa", ""].map(isNew)).toEqual([
    true,
    true,
    false,
    false,
    true,
    true,
    true,
  ]);
});
