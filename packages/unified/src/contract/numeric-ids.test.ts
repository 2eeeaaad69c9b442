import { InvalidInputError, NotFoundError } from "@mdmkit/runtime";
import { describe, expect, it, test } from "vitest";
import { createVendorErrors } from "./errors.ts";
import { createNumericIds } from "./numeric-ids.ts";

const ids = createNumericIds(createVendorErrors("acme", "Acme's API"), { digits: 3 });
const NO_IDS = ["", "0", "007", "-1", "1.5", "1e2", " 7", "7 ", "0x1f", "1000", "seven", null, undefined];

describe("numberIn", () => {
  test.each(["1", "42", "999"])("reads %s", (id) => expect(ids.numberIn(id)).toBe(Number(id)));
  test.each(NO_IDS)("finds no number in %j", (id) => expect(ids.numberIn(id)).toBeUndefined());
});

describe("recordNumber", () => {
  it("returns the number of a record", () => expect(ids.recordNumber("getDevice", "42")).toBe(42));

  test.each(["", "x1", "1000"])("says that there is no record %j", (id) => {
    const error = expect.objectContaining({ vendor: "acme", operation: "getDevice", status: 404 });
    expect(() => ids.recordNumber("getDevice", id)).toThrow(NotFoundError);
    expect(() => ids.recordNumber("getDevice", id)).toThrow(error);
  });
});

describe("inputNumber", () => {
  it("returns the number in an input", () => expect(ids.inputNumber("update", "policy", "42")).toBe(42));

  test.each(["", "x1", null, undefined])("names the input whose id is %j", (id) => {
    expect(() => ids.inputNumber("update", "policy", id)).toThrow(InvalidInputError);
    expect(() => ids.inputNumber("update", "policy", id)).toThrow("`policy`");
  });
});
