import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { InvalidInputError } from "../errors/errors.ts";
import { assertPlainQuery, writeQuery } from "./write-url.ts";

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
    [{ none: null, absent: undefined, empty: [], nulls: [null], unset: { a: undefined } }, ""],
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
  ])("refuses a value that has no text, and does not show it: %#", (query) => {
    const write = () => writeQuery(query, { vendor: "acme" });
    expect(write).toThrow(InvalidInputError);
    expect(write).toThrow(/\[acme\] the query parameter "f/);
  });

  it.each([new URLSearchParams({ f: "1" }), new Map([["f", 1]]), [["f", 1]], "f=1"])(
    "refuses a query that is no plain object, of which nothing would be sent: %#",
    (query) => {
      const assert = () => assertPlainQuery(query, "acme");
      expect(assert).toThrow(InvalidInputError);
      expect(assert).toThrow("[acme] the query is not a plain object.");
    },
  );

  it("takes plain objects of another realm", () =>
    expect(writeQuery(runInNewContext("({ q: { a: 1 } })"))).toBe("?q%5Ba%5D=1"));
});
