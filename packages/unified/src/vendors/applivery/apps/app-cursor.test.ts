import { describe, expect, it } from "vitest";
import { pageQuery } from "../api/paging.ts";
import { decodePosition, encodePosition } from "./app-cursor.ts";

const place = { paging: pageQuery("3x100", 1), index: 12, rowId: "64b0" };

describe("the place in a list of apps", () => {
  it.each([
    place,
    { ...place, after: "com.example.notes" },
    { ...place, after: "a name: with colons\nand lines" },
    { ...place, after: "" },
  ])("is read back as it was written: %j", (given) => {
    expect(decodePosition(encodePosition(given))).toEqual(given);
  });

  it.each(["", "3x100", "3x100:12", "3x100:x:64b0", "x:1:64b0", "0x100:1:64b0", "com.example.notes"])(
    "refuses %j",
    (cursor) => expect(() => decodePosition(cursor)).toThrow(/Invalid cursor/),
  );
});
