import { noting } from "@mdmkit/unified/testing";
import { describe, expect, it } from "vitest";
import { digits, filledText, time } from "./look-alikes.ts";

describe("said", () => {
  it.each([
    "",
    "  ",
    "null",
    "{}",
    "NA",
    "UNKNOWN",
    "unknown",
    "Not Present",
    " Not Present ",
    "device__p_cellular_technology",
  ])("reads %j as none", (text) => expect(filledText(text)).toBeNull());

  it.each([
    ["Example Mobile ", "Example Mobile"],
    ["Na", "Na"],
    ["nullify", "nullify"],
    [null, null],
    [undefined, undefined],
  ])("reads %j as %j", (text, expected) => expect(filledText(text)).toBe(expected));
});

describe("time", () => {
  it.each([
    [1578033658080, "2020-01-03T06:40:58.080Z"],
    ["2020-01-03T06:40:58Z", "2020-01-03T06:40:58Z"],
    ["", null],
    [null, null],
    [undefined, undefined],
  ])("reads %j as %j", (value, expected) => expect(time(value)).toBe(expected));

  it.each([
    ...[0, -1, 1000, 86_400_000, -62_135_596_800_000, -62_135_769_600_000, -11_644_473_600_000],
    ...["1970-01-01T00:00:00Z", "0", "-62135596800000"],
  ])("reads %j as absent, without a note", (value) => {
    expect(noting((drift) => time(value, drift))).toEqual({ result: undefined, noted: [] });
  });

  it.each([7, 1578033658, 31_536_000_000, Number.NaN, 8.64e15 + 1, "yesterday"])(
    "does not guess at %j, and notes it",
    (value) => {
      expect(noting((drift) => time(value, drift))).toEqual({
        result: undefined,
        noted: [["not-a-date", value]],
      });
    },
  );
});

describe("digits", () => {
  it.each([
    ["01 375400 000000 7", 14, "013754000000007"],
    ["01-375400-000000-7", 14, "013754000000007"],
    ["*****", 14, undefined],
    ["35******0007", 14, undefined],
    ["1234", 14, undefined],
    ["Not Present", 14, null],
    [null, 14, null],
    [undefined, 14, undefined],
  ])("of %j, %i at least, are %j", (value, least, expected) => expect(digits(value, least)).toBe(expected));
});
