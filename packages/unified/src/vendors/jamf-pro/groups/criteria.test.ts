import { UntranslatableConditionError } from "@mdmkit/unified/vendor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simplifyCondition } from "../../../conditions/simplify.ts";
import type { Condition } from "../../../contract/model.ts";
import { arbitraryCondition } from "../../../fixtures/arbitrary-condition.ts";
import { isEqualValue } from "../../../records/same-value.ts";
import { printCriteria } from "./print-criteria.ts";
import { type CriterionRow, readCriteria } from "./read-criteria.ts";

const subject = { kind: "computer", customFields: new Set(["Floor"]) } as const;
const mobile = { kind: "mobile", customFields: new Set<string>() } as const;

type Sketch = [name: string, searchType: string, value: string, andOr?: string, parens?: string];
const rows = (...sketches: Sketch[]): CriterionRow[] =>
  sketches.map(([name, searchType, value, andOr = "and", parens = ""]) => ({
    ...{ name, searchType, value, andOr },
    ...{ openingParen: parens.includes("("), closingParen: parens.includes(")") },
  }));
const model = (value: string): Condition => ({ type: "field", field: "model", operator: "contains", value });

describe("criteria of a smart group", () => {
  it.each<[Sketch, object]>([
    [
      ["Operating System Version", "greater than or equal", "14.6"],
      { field: "os_version", operator: "ge", value: "14.6" },
    ],
    [["Supervised", "is", "Yes"], { field: "is_supervised", operator: "eq", value: true }],
    [
      ["Last Inventory Update", "more than x days ago", "30"],
      { field: "updated_at", operator: "more_than_days_ago", value: 30 },
    ],
    [["Asset Tag", "is", ""], { field: "asset_tag", operator: "eq", value: null }],
    [
      ["Floor", "is not", "7"],
      { type: "not", condition: { type: "custom_field", name: "Floor", operator: "eq", value: "7" } },
    ],
    [
      ["Computer Group", "not member of", "Pilot"],
      { type: "not", condition: { type: "group", group: { name: "Pilot" } } },
    ],
    [["Computer Group", "member of", "7"], { type: "group", group: { name: "7", id: "computer-7" } }],
    [["Last Check-in", "more than x days ago", "30"], { type: "native", language: "jamf-pro criterion" }],
    [["Supervised", "is", "Supervised"], { type: "native" }],
    [["Last Enrollment", "more than x days ago", "soon"], { type: "native" }],
    [
      ["Unknown to us", "is", "x"],
      { type: "native", source: '{"name":"Unknown to us","searchType":"is","value":"x"}' },
    ],
  ])("reads %j", (sketch, condition) => {
    expect(readCriteria(rows(sketch), subject)).toMatchObject(condition);
  });

  it("reads what is in parentheses as one part", () => {
    const whole = rows(
      ["Model", "like", "A"],
      ["Model", "like", "B", "and", "("],
      ["Model", "like", "C", "or", ")"],
    );
    const condition = {
      type: "all",
      conditions: [model("A"), { type: "any", conditions: [model("B"), model("C")] }],
    };
    expect(readCriteria(whole, subject)).toEqual(condition);
    expect(readCriteria([], subject)).toEqual({ type: "all", conditions: [] });
    expect(readCriteria(rows(["Supervised", "is", "Supervised"]), mobile)).toMatchObject({ value: true });
  });

  it.each([
    [
      "and beside or without parentheses",
      rows(["Model", "like", "A"], ["Model", "like", "B"], ["Model", "like", "C", "or"]),
    ],
    ["a parenthesis that stays open", rows(["Model", "like", "A", "and", "("], ["Model", "like", "B"])],
    ["a parenthesis that was not opened", rows(["Model", "like", "A"], ["Model", "like", "B", "and", ")"])],
  ])("does not guess at %s", (_what, given) => {
    expect(readCriteria(given, subject)).toEqual({
      type: "native",
      language: "jamf-pro criterion",
      source: JSON.stringify(given),
      reason: expect.any(String),
    });
  });
});

describe("a condition as criteria", () => {
  it("says the same when it is read again, or names the part that cannot be translated", () => {
    let written = 0;
    fc.assert(
      fc.property(arbitraryCondition, (condition) => {
        try {
          const again = readCriteria(printCriteria(condition, subject), subject);
          expect(isEqualValue(simplifyCondition(again), simplifyCondition(condition))).toBe(true);
          written += 1;
        } catch (error) {
          expect(error).toBeInstanceOf(UntranslatableConditionError);
          expect(error).toMatchObject({ code: "invalid-input", part: { type: expect.any(String) } });
        }
      }),
      { numRuns: 300 },
    );
    expect(written).toBeGreaterThan(20);
  });

  it("is written again exactly as it was read, whatever the criteria were", () => {
    const names = [
      "Model",
      "Operating System Version",
      "Floor",
      "Computer Group",
      "Last Check-in",
      "Supervised",
    ];
    const row = fc.record({
      name: fc.constantFrom(...names),
      searchType: fc.constantFrom(
        "is",
        "is not",
        "like",
        "not like",
        "greater than",
        "member of",
        "not member of",
      ),
      value: fc.constantFrom("", "Yes", "14.6", "MacBook", "7"),
      andOr: fc.constantFrom("and"),
      openingParen: fc.constant(false),
      closingParen: fc.constant(false),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (given) => {
        expect(printCriteria(readCriteria(given, subject), subject)).toEqual(given);
      }),
    );
  });

  it.each<[string, Condition, object]>([
    [
      "a field without a criterion",
      {
        type: "all",
        conditions: [model("A"), { type: "field", field: "is_offline", operator: "eq", value: true }],
      },
      { field: "is_offline" },
    ],
    [
      "a negated order",
      { type: "not", condition: { type: "field", field: "os_version", operator: "gt", value: "14" } },
      { type: "not" },
    ],
    [
      "deeper parentheses",
      {
        type: "all",
        conditions: [
          model("A"),
          { type: "any", conditions: [model("B"), { type: "all", conditions: [model("C"), model("D")] }] },
        ],
      },
      { type: "all", conditions: [model("C"), model("D")] },
    ],
    [
      "a custom field that the account lacks",
      { type: "custom_field", name: "Level", operator: "eq", value: "7" },
      { name: "Level" },
    ],
    ["no device at all", { type: "any", conditions: [] }, { type: "any" }],
  ])("is refused for %s", (_what, condition, part) => {
    expect(() => printCriteria(condition, subject)).toThrow(
      expect.objectContaining({ part: expect.objectContaining(part) }),
    );
  });
});
