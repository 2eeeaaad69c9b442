import { UntranslatableConditionError } from "@mdmkit/unified/vendor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simplifyCondition } from "../../../conditions/simplify.ts";
import type { Condition } from "../../../contract/model.ts";
import { arbitraryCondition } from "../../../fixtures/arbitrary-condition.ts";
import { isEqualValue } from "../../../records/same-value.ts";
import { planCriteria } from "./plan-criteria.ts";
import { printRule } from "./print-rule.ts";
import { readRule } from "./read-rule.ts";

const model = (operator: "eq" | "starts_with", value: string): Condition => ({
  type: "field",
  field: "model",
  operator,
  value,
});

describe("a membership rule", () => {
  it.each<[string, object]>([
    ['device.deviceModel -eq "X"', model("eq", "X")],
    ['(device.devicemodel -startswith "X")', model("starts_with", "X")],
    ['device.deviceModel -ne "X"', { type: "not", condition: model("eq", "X") }],
    ['device.deviceModel -in ["A","B"]', { type: "any", conditions: [model("eq", "A"), model("eq", "B")] }],
    ["device.deviceModel -eq null", { field: "model", operator: "eq", value: null }],
    ['device.deviceOSType -eq "windows"', { field: "platform", value: "windows" }],
    ['device.deviceOwnership -eq "Company"', { field: "is_corporate_owned", value: true }],
    ["device.isRooted -eq True", { field: "is_jailbroken", value: true }],
    ['device.deviceModel -eq "a`"b"', model("eq", 'a"b')],
    ['user.department -eq "Sales"', { type: "native", source: 'user.department -eq "Sales"' }],
    [
      '(device.devicePhysicalIds -any (_ -contains "[ZTDId]")) and device.deviceModel -eq "X"',
      {
        type: "all",
        conditions: [
          { type: "native", source: 'device.devicePhysicalIds -any (_ -contains "[ZTDId]")' },
          model("eq", "X"),
        ],
      },
    ],
    ['device.deviceOSType -eq "AndroidEnterprise"', { type: "native" }],
    ["device.deviceModel -eq", { type: "native", source: "device.deviceModel -eq" }],
    ['(device.deviceModel -eq "X"', { type: "native", source: '(device.deviceModel -eq "X"' }],
    ["%", { type: "native", source: "%" }],
  ])("is read: %s", (rule, condition) => {
    expect(readRule(rule)).toMatchObject(condition);
  });

  it("joins by not, then and, then or", () => {
    const [a, b, c] = ["A", "B", "C"].map((value) => model("eq", value));
    const rule =
      'device.deviceModel -eq "A" -or -not device.deviceModel -eq "B" -and (device.deviceModel -eq "C")';
    const both = { type: "all", conditions: [{ type: "not", condition: b }, c] };
    expect(readRule(rule)).toEqual({ type: "any", conditions: [a, both] });
  });

  it("is total, and keeps what it does not know to the letter", () => {
    const token = fc.constantFrom(
      "(",
      ")",
      "-and",
      "or",
      "-not",
      "device.deviceModel",
      "-eq",
      '"X"',
      "null",
      "[",
      "]",
      ",",
      "`",
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 12 }), (tokens) => {
        const rule = tokens.join(" ");
        const condition = readRule(rule);
        if (condition.type === "native") expect(rule).toContain(condition.source);
      }),
    );
  });
});

describe("a condition as a rule", () => {
  it("says the same when it is read again, or names the part that cannot be translated", () => {
    let written = 0;
    fc.assert(
      fc.property(arbitraryCondition, (condition) => {
        try {
          const again = readRule(printRule(condition));
          expect(isEqualValue(simplifyCondition(again), simplifyCondition(condition))).toBe(true);
          written += 1;
        } catch (error) {
          expect(error).toBeInstanceOf(UntranslatableConditionError);
        }
      }),
      { numRuns: 300 },
    );
    expect(written).toBeGreaterThan(5);
  });

  it.each<[Condition, string]>([
    [
      { type: "any", conditions: [model("eq", "A"), { type: "not", condition: model("starts_with", "B") }] },
      '((device.deviceModel -eq "A") -or (device.deviceModel -notStartsWith "B"))',
    ],
    [
      readRule('-not (device.x -eq "1") and device.deviceModel -eq "A"'),
      '(-not (device.x -eq "1") -and (device.deviceModel -eq "A"))',
    ],
  ])("%j is %s", (condition, rule) => {
    expect(printRule(condition)).toBe(rule);
  });

  it.each<[Condition, object]>([
    [
      {
        type: "all",
        conditions: [
          model("eq", "A"),
          { type: "field", field: "serial_number", operator: "eq", value: "C02" },
        ],
      },
      { field: "serial_number" },
    ],
    [model("eq", 'a"b'), { field: "model" }],
    [{ type: "all", conditions: [] }, { type: "all" }],
  ])("%j is refused", (condition, part) => {
    expect(() => printRule(condition)).toThrow(
      expect.objectContaining({ part: expect.objectContaining(part) }),
    );
  });
});

describe("planCriteria", () => {
  const planOf = (membershipRule: string) => planCriteria({ id: "g", membershipRule }, model("eq", "X"));

  it("replaces a rule about devices, whatever words its values have", async () => {
    expect(await planOf('device.displayName -contains "user.x"')).toMatchObject({
      body: { membershipRule: '(device.deviceModel -eq "X")' },
    });
  });

  it.each(['User.department -eq "Sales"', "not (user.accountEnabled -eq true)", "user.x ~ {}"])(
    "leaves the rule %j, which is about users",
    async (rule) => {
      await expect(planOf(rule)).rejects.toMatchObject({
        code: "invalid-input",
        problem: expect.stringContaining("of users"),
      });
    },
  );
});
