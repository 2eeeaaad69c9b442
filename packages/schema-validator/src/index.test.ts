import { describe, expect, it } from "vitest";
import { createSchemaValidator, describeSchemaError } from "./index.ts";

const schemas = {
  Device: {
    type: "object",
    properties: { id: { type: "string" }, seen_at: { type: "string", format: "date-time" } },
    required: ["id"],
    "x-vendor": "a keyword ajv does not know",
  },
  Fleet: { type: "array", items: { $ref: "Device" } },
};

describe("createSchemaValidator", () => {
  it("accepts a valid value", () => {
    expect(createSchemaValidator(schemas).check({ $ref: "Fleet" }, [{ id: "a" }])).toEqual([]);
  });

  it("gives every error with its place, formats included", () => {
    const errors = createSchemaValidator(schemas).check({ $ref: "Fleet" }, [
      { id: 1, seen_at: "yesterday" },
      {},
    ]);
    expect(errors.map(({ instancePath, keyword }) => [instancePath, keyword])).toEqual([
      ["/0/id", "type"],
      ["/0/seen_at", "format"],
      ["/1", "required"],
    ]);
  });

  it("follows references through schemas that refer to each other", () => {
    const validator = createSchemaValidator({
      Node: { properties: { next: { $ref: "Link" }, name: { type: "string" } } },
      Link: { properties: { to: { anyOf: [{ $ref: "Node" }, { type: "null" }] } } },
    });
    const errors = validator.check({ $ref: "Node" }, { next: { to: { name: 1 } } });
    expect(errors.map(({ instancePath }) => instancePath)).toContain("/next/to/name");
    expect(validator.check({ $ref: "Link" }, { to: null })).toEqual([]);
  });

  it("stops at the first error if asked to", () => {
    const validator = createSchemaValidator(schemas, { allErrors: false });
    expect(validator.check({ $ref: "Fleet" }, [{}, {}])).toHaveLength(1);
  });

  it("follows a reference at the top, and leaves other schemas alone", () => {
    const validator = createSchemaValidator(schemas);
    expect(validator.resolve({ $ref: "Device" })).toBe(schemas.Device);
    expect(validator.resolve(schemas.Fleet)).toBe(schemas.Fleet);
    expect(validator.resolve({ $ref: "Gone" })).toEqual({ $ref: "Gone" });
    expect(validator.resolve(true)).toBe(true);
  });
});

describe("describeSchemaError", () => {
  const validator = createSchemaValidator({
    Device: {
      type: "object",
      properties: {
        id: { type: "string" },
        "a/b": { enum: ["x", "y"] },
        list: { items: { type: "integer" } },
      },
      required: ["id"],
      additionalProperties: false,
    },
  });
  const problems = (value: unknown) => validator.check({ $ref: "Device" }, value).map(describeSchemaError);

  it("names a missing and an unknown property in the path", () => {
    expect(problems({ secret: "s3cret" })).toEqual([
      { path: ["id"], message: "is required" },
      { path: ["secret"], message: "is unknown" },
    ]);
  });

  it("names allowed values and positions, and never the value", () => {
    const found = problems({ id: "1", "a/b": "s3cret", list: [1, "s3cret"] });
    expect(found).toEqual([
      { path: ["a/b"], message: "must be equal to one of the allowed values: x, y" },
      { path: ["list", "1"], message: "must be integer" },
    ]);
    expect(JSON.stringify(found)).not.toContain("s3cret");
  });
});
