import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { InvalidInputError } from "../errors/errors.ts";
import { assertPlain } from "./text-of.ts";
import { fillPath, writeQuery } from "./write-url.ts";

const at = new Date("2026-11-01T08:30:00Z");
const written = encodeURIComponent(at.toISOString());

describe("writeQuery", () => {
  it.each([
    [{ since: at }, `?since=${written}`],
    [{ between: [at, at] }, `?between=${written}&between=${written}`],
    [{ updated: { since: at, until: null } }, `?updated%5Bsince%5D=${written}`],
    [
      { q: "a b", page: 2, all: false, id: 9007199254740993n },
      "?q=a%20b&page=2&all=false&id=9007199254740993",
    ],
    [{ none: null, absent: undefined, empty: [], unset: { a: undefined } }, ""],
    [Object.assign(Object.create(null), { q: Object.assign(Object.create(null), { a: 1 }) }), "?q%5Ba%5D=1"],
  ])("writes query %#", (query, expected) => expect(writeQuery(query)).toBe(expected));

  it.each([
    [{ f: () => 1 }],
    [{ f: Symbol("f") }],
    [{ f: Number.NaN }],
    [{ f: new Date("yesterday") }],
    [{ f: new Map([["a", 1]]) }],
    [{ f: new URLSearchParams("a=1") }],
    [{ f: { a: { b: 1 } } }],
    [{ f: [{ a: 1 }] }],
    [{ f: {} }],
    [{ f: [null] }],
    [{ f: ["a", undefined] }],
    [{ f: Number.POSITIVE_INFINITY }],
  ])("refuses a value that has no text, and does not show it: %#", (query) => {
    const write = () => writeQuery(query);
    expect(write).toThrow(InvalidInputError);
    expect(write).toThrow(/^the value of "f[^"]*" is not valid text/);
  });

  it.each([new URLSearchParams({ f: "1" }), new Map([["f", 1]]), [["f", 1]], "f=1"])(
    "refuses a query that is no plain object, of which nothing would be sent: %#",
    (query) => {
      const assert = () => assertPlain(query, "query");
      expect(assert).toThrow(InvalidInputError);
      expect(assert).toThrow("the query is not a plain object.");
    },
  );

  it("takes plain objects of another realm", () =>
    expect(writeQuery(runInNewContext("({ q: { a: 1 } })"))).toBe("?q%5Ba%5D=1"));
});

describe("fillPath", () => {
  it.each([[Number.NaN], [{}], [["a"]], [() => 1], [""], [".."]])("refuses the value %j", (id) => {
    expect(() => fillPath("/devices/{id}", { id })).toThrow(InvalidInputError);
  });

  it("fills parts of a segment", () =>
    expect(fillPath("/diff/{a}...{b}.json", { a: "x/y", b: 7 })).toBe("/diff/x%2Fy...7.json"));
});
