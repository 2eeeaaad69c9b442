import { describe, expect, it } from "vitest";
import { REQUESTS } from "../../fixtures/every-vendor.ts";
import type { JsonSchema } from "./operation-schemas.ts";
import { sampleOf } from "./sample.ts";
import { createValidator } from "./validator.ts";

const DOCUMENTS = REQUESTS.map(([, open]) => {
  const { schemas } = open().document;
  return { schemas, validator: createValidator(schemas) };
});

const schemas: Record<string, JsonSchema> = {
  Node: {
    type: "object",
    required: ["id"],
    properties: {
      id: { type: "string", format: "uuid" },
      next: { $ref: "Node" },
      code: { type: "string", pattern: "^q{7}z$" },
    },
  },
};

const CASES: [string, JsonSchema][] = [
  ["text", { type: "string", minLength: 12, maxLength: 14 }],
  ["short text", { type: "string", maxLength: 3 }],
  ["text or null", { type: ["null", "string"] }],
  ["text that follows a pattern", { type: "string", pattern: "^[0-9a-f]{24}$" }],
  ["text whose start a pattern gives", { type: "string", pattern: "^/unified/mdm/" }],
  [
    "a reference with more beside it",
    { $ref: "Node", properties: { kind: { const: "a" } }, required: ["kind"] },
  ],
  ["an object with properties", { type: "object", minProperties: 1, properties: { a: { type: "string" } } }],
  ["a time", { type: "string", format: "date-time" }],
  ["a number in bounds", { type: "integer", minimum: 7, multipleOf: 5 }],
  ["a small number", { type: "number", exclusiveMinimum: 0, maximum: 1 }],
  ["one of a set", { enum: [null, "a"] }],
  ["a constant", { const: true }],
  ["a list that may not be empty", { type: "array", minItems: 2, items: { $ref: "Node" } }],
  ["an object that holds itself", { $ref: "Node" }],
  [
    "all of several",
    {
      allOf: [{ $ref: "Node" }, { type: "object", required: ["a"], properties: { a: { type: "boolean" } } }],
    },
  ],
  ["one of several", { oneOf: [{ type: "string" }, { $ref: "Node" }] }],
  ["anything", true],
];

describe("a sample", () => {
  it.each(CASES)("of %s is valid, and the same each time", (_, schema) => {
    const sample = sampleOf(schema, schemas);
    expect(createValidator(schemas).check(schema, sample)).toEqual([]);
    expect(sampleOf(schema, schemas)).toEqual(sample);
  });

  it("fills what may be left out, but not where it knows no text for a pattern", () => {
    expect(sampleOf({ $ref: "Node" }, schemas)).toMatchObject({ next: { id: expect.any(String) } });
    expect(JSON.stringify(sampleOf({ $ref: "Node" }, schemas))).not.toContain("code");
  });

  it.each([true, false])("is valid for every schema of the vendors (minimal: %s)", (isMinimal) => {
    const problems = DOCUMENTS.flatMap(({ schemas: all, validator }) =>
      Object.keys(all).flatMap((name) => {
        const schema = { $ref: encodeURI(name) };
        return validator.check(schema, sampleOf(all[name], all, { isMinimal }));
      }),
    );
    expect(problems).toEqual([]);
  });
});
