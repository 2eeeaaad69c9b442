import { describe, expect, it } from "vitest";
import { allOf, anyContains, contains, isOneOf, quoted } from "./rsql.ts";

describe("RSQL", () => {
  it.each([
    ["plain", '"plain"'],
    ['a "b"', '"a \\"b\\""'],
    ["a\\b", '"a\\\\b"'],
    ["a;b,c(d)", '"a;b,c(d)"'],
    ["’é", '"’é"'],
  ])("quotes %j as %s", (value, expected) => expect(quoted(value)).toBe(expected));

  it("joins conditions", () => {
    expect(allOf([contains("a", "1"), undefined, isOneOf("b", ["x", "y"])])).toBe('a=="*1*";b=in=("x","y")');
    expect(allOf([undefined])).toBeUndefined();
    expect(anyContains(["a", "b"], "1")).toBe('(a=="*1*",b=="*1*")');
  });
});
