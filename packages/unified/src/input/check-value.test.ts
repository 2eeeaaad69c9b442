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
  ["object", Object.assign(Object.create(null), { a: [1, "b", { c: null, d: undefined }] })],
  [
    "query",
    { q: "a", n: 1, b: false, at: new Date(0), id: 9007199254740993n, none: null, absent: undefined },
  ],
  ["query", { list: ["a", null], range: { since: new Date(0), until: null } }],
  ["signal", new AbortController().signal],
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

const CIRCLE: unknown[] = [];
CIRCLE.push(CIRCLE);

const refused: readonly (readonly [Allowed, unknown, string])[] = [
  ["text", " ", "`x` must be a string that is not blank."],
  ["text", null, "`x` must be a string that is not blank."],
  ["text", "Jane \ud83d", "`x` contains half of a surrogate pair."],
  ["query", { "\ude00": 1 }, "`x` contains half"],
  ["object", { a: [{ b: "\ud83d" }] }, "`x` contains half"],
  [{ ...RECORD, isOpen: true }, { other: "\ud83d" }, "`x` contains half"],
  ["text", 7, "`x` must be a string that is not blank."],
  ["time", "yesterday", "`x` must be a time such as 2026-11-01T08:30:00Z."],
  ["time", new Date(), "`x` must be a time such as 2026-11-01T08:30:00Z."],
  ["boolean", "true", "`x` must be true or false."],
  ["number", Number.NaN, "`x` must be a number."],
  ["object", [], "`x` must be a plain object."],
  ["object", new Map([["a", 1]]), "`x` must be a plain object."],
  ["object", new URLSearchParams("a=1"), "`x` must be a plain object."],
  [
    "object",
    { a: Number.NaN },
    "`x.a` must be a JSON value: text, a finite number, a boolean, null, a list or a plain object, not nested deeply.",
  ],
  ["object", { a: [{ b: new Map() }] }, "`x.a` must be a JSON value"],
  ["object", { a: 1n }, "`x.a` must be a JSON value"],
  ["object", { a: () => 1 }, "`x.a` must be a JSON value"],
  ["object", { a: CIRCLE }, "`x.a` must be a JSON value"],
  ["query", new Map([["a", 1]]), "`x` must be a plain object."],
  ["query", new URLSearchParams("a=1"), "`x` must be a plain object."],
  [
    "query",
    { a: {} },
    "`x.a` must be text, a finite number, a boolean, a time, or a list or a plain object of these that is not empty.",
  ],
  ["query", { a: { b: {} } }, "`x.a` must be text"],
  ["query", { a: Number.NaN }, "`x.a` must be text"],
  ["query", { a: new Map() }, "`x.a` must be text"],
  ["query", { a: [{ b: 1 }] }, "`x.a` must be text"],
  ["query", { a: CIRCLE }, "`x.a` must be text"],
  ["signal", {}, "`x` must be an AbortSignal."],
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
  it.each(allowed)("allows %j: %o", (rule, value) => expect(problemOf("x", rule, value)).toBeUndefined());

  it.each(refused)("%j does not allow %o", (rule, value, problem) =>
    expect(problemOf("x", rule, value)).toContain(problem),
  );
});
