import { InvalidResponseError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { createVendorErrors } from "../contract/errors.ts";
import { createResponses, idAt } from "./responses.ts";

const { rowsIn, recordsIn, recordIn } = createResponses(createVendorErrors("acme", "Acme's API"));

/** What JSON of another shape has in place of a list or a record. */
const parsed = (text: string) => JSON.parse(text);
const invalid = expect.objectContaining({ operation: "list", vendor: "acme", reason: "shape" });

describe("rows", () => {
  it.each(["[]", "[null]", '[{"id":1},7]'])("are those of %s", (text) => {
    expect(rowsIn(parsed(text), "list")).toEqual(parsed(text));
  });
  it.each(["null", "{}", '"text"', "7"])("are not in %s", (text) => {
    expect(() => rowsIn(parsed(text), "list")).toThrow(InvalidResponseError);
    expect(() => rowsIn(parsed(text), "list")).toThrow(invalid);
  });
});

describe("records", () => {
  it.each(["[]", '[{"id":1},null]'])("are those of %s", (text) => {
    expect(recordsIn(parsed(text), "list")).toEqual(parsed(text));
  });
  it.each(["[null]", '["text"]', "{}"])("are not in %s", (text) => {
    expect(() => recordsIn(parsed(text), "list")).toThrow(invalid);
  });
});

describe("a record", () => {
  it.each(['{"id":1}', '{"id":"a"}'])("is %s", (text) => {
    expect(recordIn(parsed(text), "list")).toEqual(parsed(text));
  });
  it("has its id where the vendor has it", () => {
    expect(recordIn({ device_id: "a" }, "list", "device_id")).toEqual({ device_id: "a" });
    expect(() => recordIn<{ id: string; device_id?: string }>({ id: "a" }, "list", "device_id")).toThrow(
      invalid,
    );
  });
  it.each(["null", "[]", "{}", '{"id":""}', '{"id":null}', '{"id":1.5}', '"text"'])("is not %s", (text) => {
    expect(() => recordIn(parsed(text), "list")).toThrow(invalid);
  });
});

it.each([
  [{ data: { id: 7 } }, "7"],
  [{ data: { id: "a1" } }, "a1"],
  [{ data: { id: " " } }, undefined],
  [{ data: { id: 1.5 } }, undefined],
  [{ data: { id: {} } }, undefined],
  [{ data: null }, undefined],
  ["text", undefined],
  [undefined, undefined],
])("the id in %j is %j", (response, id) => expect(idAt(response, "data", "id")).toBe(id));
