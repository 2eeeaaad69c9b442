import { describe, expect, it } from "vitest";
import { type Allowed, problemOf } from "./check-value.ts";

const RECORD = { members: { id: "text", name: "text" } } as const;
const PIN = { pattern: /^[0-9]{6}$/, expects: "six digits" } as const;

const allowed: readonly (readonly [Allowed, unknown])[] = [
  ["text", "x"],
  ["time", "2026-11-01T08:30:00Z"],
  ["boolean", false],
  ["number", 0],
  ["object", {}],
  ["function", () => 1],
  ["any", undefined],
  [["macos", "ios"], "ios"],
  [PIN, "012345"],
  [{ items: "text" }, []],
  [{ items: RECORD }, [{ id: "1" }]],
  [RECORD, { id: "1", name: undefined }],
  [
    { ...RECORD, isOpen: true },
    { id: null, other: 1 },
  ],
  [{ ...RECORD, isOpen: true }, {}],
];

const refused: readonly (readonly [Allowed, unknown, string])[] = [
  ["text", " ", "`x` must be a string that is not blank."],
  ["text", null, "`x` must be a string that is not blank."],
  ["text", 7, "`x` must be a string that is not blank."],
  ["time", "yesterday", "`x` must be a time such as 2026-11-01T08:30:00Z."],
  ["time", new Date(), "`x` must be a time such as 2026-11-01T08:30:00Z."],
  ["boolean", "true", "`x` must be true or false."],
  ["number", Number.NaN, "`x` must be a number."],
  ["object", [], "`x` must be an object."],
  ["function", {}, "`x` must be a function."],
  [["macos", "ios"], "osx", "`x` must be one of macos, ios."],
  [["macos", "ios"], ["ios"], "`x` must be one of macos, ios."],
  [PIN, "12345", "`x` must be six digits."],
  [PIN, 123456, "`x` must be six digits."],
  [{ items: "text" }, "a", "`x` must be a list."],
  [{ items: "text" }, ["a", 1], "`x[1]` must be a string that is not blank."],
  [RECORD, "jane", "`x` must be an object with id, name."],
  [RECORD, null, "`x` must be an object with id, name."],
  [RECORD, {}, "`x` must be an object with some of id, name."],
  [RECORD, { id: undefined }, "`x` must be an object with some of id, name."],
  [RECORD, { id: null }, "`x.id` must be a string that is not blank."],
  [RECORD, { login: "jane" }, "`x` has no member login. Its members are id, name."],
  [RECORD, JSON.parse('{"__proto__":"x"}'), "`x` has no member __proto__. Its members are id, name."],
  [{ ...RECORD, isOpen: true }, { id: 1 }, "`x.id` must be a string that is not blank."],
];

describe("problemOf", () => {
  it.each(allowed)("allows %j: %j", (rule, value) => expect(problemOf("x", rule, value)).toBeUndefined());

  it.each(refused)("%j does not allow %j", (rule, value, problem) =>
    expect(problemOf("x", rule, value)).toBe(problem),
  );
});
