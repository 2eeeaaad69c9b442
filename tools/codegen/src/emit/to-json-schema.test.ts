import { describe, expect, it } from "vitest";
import { toJsonSchema } from "./to-json-schema.ts";

describe("a schema for validators", () => {
  it.each([
    ["keeps a pattern of JavaScript", { pattern: "^a+$" }, { pattern: "^a+$" }],
    ["leaves out one of another language", { type: "string", pattern: "(?i)a[" }, { type: "string" }],
    [
      "leaves out $schema, which validators would look for",
      { $schema: "http://a.test", type: "string" },
      { type: "string" },
    ],
    ["allows nothing where an enum has no values", { type: "string", enum: [] }, false],
    ["names others by id", { $ref: "#/components/schemas/a%20b" }, { $ref: "a%20b" }],
    [
      "gives alternatives the values that select them, and the default all others",
      {
        anyOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Other" }],
        discriminator: { propertyName: "kind", defaultMapping: "#/components/schemas/Other" },
      },
      {
        anyOf: [
          { $ref: "Cat", required: ["kind"], properties: { kind: { enum: ["Cat"] } } },
          { $ref: "Other", not: { required: ["kind"], properties: { kind: { enum: ["Cat"] } } } },
        ],
      },
    ],
    ["names others of any letters", { $ref: "#/components/schemas/Ger%C3%A4t" }, { $ref: "Ger%C3%A4t" }],
  ])("%s", (_, schema, expected) => {
    expect(
      toJsonSchema(schema, { openapi: "3.1.0", components: { schemas: { Cat: {}, Other: {} } } }),
    ).toEqual(expected);
  });
});
