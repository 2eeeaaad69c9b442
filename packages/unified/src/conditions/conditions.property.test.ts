import fc from "fast-check";
import { expect, it } from "vitest";
import { arbitraryCondition, arbitraryDevice } from "../fixtures/arbitrary-condition.ts";
import { problemsOf } from "../testing/unified-schema.ts";
import { type ConditionResult, evaluateCondition } from "./evaluate.ts";
import { parseCondition } from "./parse-condition.ts";
import { simplifyCondition } from "./simplify.ts";

const now = new Date("2026-04-02T12:00:00Z");

it("has no certain result that a field which the vendor lacks could turn into the other", () => {
  fc.assert(
    fc.property(arbitraryCondition, arbitraryDevice, fc.func(fc.boolean()), (condition, device, isKept) => {
      const known = Object.fromEntries(Object.entries(device).filter(([field]) => isKept(field)));
      const result = evaluateCondition(condition, known, { now });
      if (result !== "unknown") expect(evaluateCondition(condition, device, { now })).toBe(result);
    }),
    { numRuns: 500 },
  );
});

it("never makes a match of what is unknown by negating it, or of a match anything but its opposite", () => {
  const opposite: Readonly<Record<ConditionResult, ConditionResult>> = {
    match: "no_match",
    no_match: "match",
    unknown: "unknown",
  };
  fc.assert(
    fc.property(arbitraryCondition, arbitraryDevice, (condition, device) => {
      const result = evaluateCondition(condition, device, { now });
      expect(evaluateCondition({ type: "not", condition }, device, { now })).toBe(opposite[result]);
    }),
  );
});

it("says the same in its simplest form, and that form is simple already", () => {
  fc.assert(
    fc.property(arbitraryCondition, arbitraryDevice, (condition, device) => {
      const simple = simplifyCondition(condition);
      expect(evaluateCondition(simple, device, { now })).toBe(evaluateCondition(condition, device, { now }));
      expect(simplifyCondition(simple)).toEqual(simple);
    }),
  );
});

it("is what its JSON is parsed to, and valid against the unified document", () => {
  fc.assert(
    fc.property(arbitraryCondition, (condition) => {
      expect(parseCondition(JSON.parse(JSON.stringify(condition)))).toEqual(condition);
      expect(problemsOf("Condition", condition)).toEqual([]);
    }),
    { numRuns: 30 },
  );
});
