import { describe, expect, it } from "vitest";
import { type Definition, fieldValues } from "./custom-field-values.ts";

const values = (value: unknown, field: Definition = {}) => fieldValues("Floor", field, value);

describe("fieldValues", () => {
  it.each<[unknown, Definition | undefined, string[]]>([
    [null, undefined, []],
    ["7", undefined, ["7"]],
    [["a", "b"], { multiValue: true }, ["a", "b"]],
    ["-12", { dataType: "INTEGER" }, ["-12"]],
    ["Oslo", { inputType: "POPUP", options: ["Lima", "Oslo"] }, ["Oslo"]],
    ["anything", { inputType: "POPUP", options: [] }, ["anything"]],
  ])("gives %o to a field %o", (value, field, sent) => expect(values(value, field)).toEqual(sent));

  it.each<[unknown, Definition | undefined, RegExp]>([
    [true, undefined, /must be text/],
    [["a"], undefined, /must be text/],
    [[], undefined, /must be text/],
    [" ", undefined, /blank/],
    [["a", ""], undefined, /blank/],
    [["a", "b"], { multiValue: false }, /one value/],
    [["a", "b"], { extensionAttributeCollectionAllowed: false }, /one value/],
    ["1.5", { type: "INTEGER" }, /integer/],
    ["Rome", { inputType: "POPUP", options: ["Lima", "Oslo"] }, /one of Lima, Oslo/],
    ["x", { inputType: "SCRIPT" }, /script/],
  ])("refuses %o for a field %o", (value, field, reason) => {
    expect(() => values(value, field)).toThrow(reason);
  });
});
