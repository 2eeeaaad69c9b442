import { describe, expect, it } from "vitest";
import { excerpts } from "./excerpt.ts";
import { unitsOf } from "./units.ts";

describe("excerpts", () => {
  it("returns short texts unchanged", () => {
    expect(excerpts("In megabytes.", "In gigabytes.")).toEqual({
      before: "In megabytes.",
      after: "In gigabytes.",
    });
  });

  it("shows whole words around the difference in a long text", () => {
    const around = "word ".repeat(30);
    const { before, after } = excerpts(`${around}old ${around}end`, `${around}new ${around}end`);
    const eight = "word word word word word word word word";
    expect(before).toBe(`…${eight} old ${eight}…`);
    expect(after).toBe(before.replace("old", "new"));
  });

  it("truncates texts that have nothing in common", () => {
    const { before, after } = excerpts("a".repeat(500), "b".repeat(500));
    expect([before.length, after.length]).toEqual([201, 201]);
    expect(before).toMatch(/…$/);
  });

  it("shows an added text", () => {
    expect(excerpts("", "Until 2027.")).toEqual({ before: "", after: "Until 2027." });
  });
});

describe("unitsOf", () => {
  it.each([
    ["Free space in MB", ["megabytes"]],
    ["Seconds since 1970, UTC", ["seconds", "UTC"]],
    ["Charge in %", ["percent"]],
    ["The platform, embedded", []],
  ])("finds the units of %j", (text, units) => expect(unitsOf(text)).toEqual(units));
});
