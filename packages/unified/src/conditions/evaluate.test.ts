import { describe, expect, it } from "vitest";
import type { Condition, Device } from "../contract/model.ts";
import { type EvaluationOptions, evaluateCondition } from "./evaluate.ts";
import { matchesPattern } from "./matches-pattern.ts";

type OnField = Extract<Condition, { type: "field" }>;
const now = new Date("2026-04-02T12:00:00Z");
const field = (
  name: OnField["field"],
  operator: OnField["operator"],
  value: OnField["value"],
): Condition => ({
  type: "field",
  field: name,
  operator,
  value,
});
const evaluated = (condition: Condition, device: Partial<Device>, options: EvaluationOptions = {}) =>
  evaluateCondition(condition, device, { now, ...options });

describe("a field", () => {
  it.each<[OnField["field"], OnField["operator"], OnField["value"], Partial<Device>, string]>([
    ["model", "contains", "macbook", { model: "MacBook Pro" }, "match"],
    ["model", "eq", "macbook pro ", { model: "MacBook Pro" }, "match"],
    ["model", "starts_with", "Book", { model: "MacBook Pro" }, "no_match"],
    ["model", "eq", "x", {}, "unknown"],
    ["model", "eq", "x", { model: null }, "no_match"],
    ["model", "eq", null, { model: null }, "match"],
    ["model", "eq", null, { model: "x" }, "no_match"],
    ["platform", "eq", "windows", { platform: "unknown" }, "unknown"],
    ["is_supervised", "eq", false, { is_supervised: false }, "match"],
    ["is_supervised", "eq", false, { is_supervised: null }, "no_match"],
    [
      "owner.email",
      "ends_with",
      "@example.com",
      { owner: { emails: [{ email: "a@example.org" }, { email: "a@example.com" }] } },
      "match",
    ],
    ["owner.email", "eq", "a@example.com", { owner: null }, "no_match"],
    ["owner.email", "eq", "a@example.com", { owner: { name: "A" } }, "unknown"],
    ["battery_percent", "lt", 20, { battery_percent: 8 }, "match"],
    ["os_version", "ge", "14.6", { os_version: "14.10.1" }, "match"],
    ["os_version", "lt", "10.16", { os_version: "10.15.3 (19D2064)" }, "match"],
    ["os_version", "gt", "14", { os_version: "Big Sur" }, "unknown"],
    ["os_version", "eq", "14.5", { os_version: "14.5.0" }, "unknown"],
    ["os_version", "eq", "14.5", { os_version: "14.5.1" }, "no_match"],
    ["os_version", "starts_with", "14.", { os_version: "14.5.1" }, "match"],
  ])("%s %s %j of %j: %s", (name, operator, value, device, result) => {
    expect(evaluated(field(name, operator, value), device)).toBe(result);
  });

  it.each([
    ["before", "2026-03-31", "2026-03-29T00:00:00Z", "match"],
    ["before", "2026-03-31", "2026-03-30T20:00:00Z", "unknown"],
    ["before", "2026-03-31", "2026-03-31T13:00:00Z", "no_match"],
    ["after", "2026-03-31", "2026-04-01T13:00:00Z", "match"],
    ["after", "2026-03-31", "2026-03-31T13:00:00Z", "unknown"],
    ["before", "2026-03-31T12:00:00Z", "2026-03-31T11:59:59Z", "match"],
    ["more_than_days_ago", 7, "2026-03-24T00:00:00Z", "match"],
    ["more_than_days_ago", 7, "2026-03-26T00:00:00Z", "unknown"],
    ["more_than_days_ago", 7, "2026-03-30T00:00:00Z", "no_match"],
    ["less_than_days_ago", 7, "2026-04-02T11:00:00Z", "match"],
    ["less_than_days_ago", 7, "2026-04-20T11:00:00Z", "no_match"],
    ["in_less_than_days", 30, "2026-04-20T11:00:00Z", "match"],
    ["in_more_than_days", 30, "2026-04-20T11:00:00Z", "no_match"],
  ] as const)(
    "last_enrolled_at %s %j at %s: %s, as vendors count days in different ways",
    (operator, value, time, result) => {
      expect(evaluated(field("last_enrolled_at", operator, value), { last_enrolled_at: time })).toBe(result);
    },
  );
});

describe("a condition on something else", () => {
  it("reads custom fields and the vendor's record, of which several values count alike", () => {
    const floor: Condition = { type: "custom_field", name: "Floor", operator: "eq", value: "7" };
    expect(evaluated(floor, { custom_fields: { Floor: ["6", "7"] } })).toBe("match");
    expect(evaluated(floor, { custom_fields: { Floor: null } })).toBe("no_match");
    expect(evaluated(floor, { custom_fields: { Level: "7" } })).toBe("unknown");
    const barcode: Condition = { type: "remote_data", path: "general.barcode1", operator: "gt", value: "9" };
    expect(evaluated(barcode, { remote_data: { general: { barcode1: "12" } } })).toBe("match");
    expect(evaluated(barcode, { remote_data: { general: null } })).toBe("unknown");
  });

  it.each<[string | number, "before" | "after" | "more_than_days_ago", string | number, string]>([
    ["2026-01-01T10:00:00+02:00", "before", "2026-01-01T09:00:00Z", "match"],
    ["2026-01-01 09:30:00", "before", "2026-01-03T00:00:00Z", "match"],
    ["2026-01-01 09:30:00", "before", "2026-01-01T10:00:00Z", "unknown"],
    ["2026-01-01", "after", "2026-01-03T12:00:00Z", "no_match"],
    ["01/02/2026", "before", "2026-06-01", "unknown"],
    ["2026-13-45", "before", "2026-06-01", "unknown"],
    ["iPhone 12", "before", "2026-06-01", "unknown"],
    [12, "before", "2026-06-01", "unknown"],
    ["2026-01-01 09:30", "more_than_days_ago", 30, "match"],
  ])("compares the time %j of a custom field: %s %j is %s", (time, operator, value, result) => {
    const due: Condition = { type: "custom_field", name: "Due", operator, value };
    expect(evaluated(due, { custom_fields: { Due: time } })).toBe(result);
  });

  it("takes only plain numbers for numbers", () => {
    const few: Condition = { type: "custom_field", name: "Seats", operator: "lt", value: 5 };
    const answers = [4, "4.5 ", " ", "0x1", "1e0", "four", true].map((Seats) =>
      evaluated(few, { custom_fields: { Seats } }),
    );
    expect(answers).toEqual(["match", "match", ...Array(5).fill("unknown")]);
  });

  it("takes no text for true or false", () => {
    const leased: Condition = { type: "custom_field", name: "Leased", operator: "eq", value: true };
    const answers = [true, false, "true", "Yes", "0"].map((Leased) =>
      evaluated(leased, { custom_fields: { Leased } }),
    );
    expect(answers).toEqual(["match", "no_match", "unknown", "unknown", "unknown"]);
  });

  it("takes a tag for a membership, but not the lack of one", () => {
    const pilot: Condition = { type: "group", group: { name: "Pilot" } };
    expect(evaluated(pilot, { tags: [{ name: "Pilot" }] })).toBe("match");
    expect(evaluated(pilot, { tags: [] })).toBe("unknown");
    expect(evaluated({ type: "not", condition: pilot }, { tags: [] }, { isInGroup: () => false })).toBe(
      "match",
    );
  });

  it("says why something is unknown", () => {
    const reasons: string[] = [];
    const native: Condition = {
      type: "native",
      language: "sql",
      source: "SELECT 1;",
      reason: "Hosts evaluate it.",
    };
    const condition: Condition = { type: "any", conditions: [native, field("model", "eq", "x")] };
    expect(evaluated(condition, {}, { onUnknown: (reason) => reasons.push(reason) })).toBe("unknown");
    expect(reasons).toEqual(["Hosts evaluate it.", "`model` is not provided."]);
    expect(evaluated({ type: "all", conditions: [] }, {})).toBe("match");
    expect(evaluated({ type: "any", conditions: [] }, {})).toBe("no_match");
  });
});

it.each([
  ["C02", "^C0[0-9]$", true],
  ["C02", "D", false],
  ["C02XYZ", "C02", undefined], // a part of it
  ["c02", "^C02$", undefined], // in other case
  ["aaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$", undefined], // could take long
  ["x", "(?=x)x", undefined], // not in all dialects
  ["x", "[", undefined],
])("%j matches %j: %j", (text, pattern, result) => {
  expect(matchesPattern(text, pattern)).toBe(result);
});
