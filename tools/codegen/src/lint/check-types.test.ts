import { describe, expect, it } from "vitest";
import type { JsonObject } from "../read/json.ts";
import type { OpenApi, Schema } from "../read/openapi.ts";
import { ProblemList } from "../workspace/problem.ts";
import { checkTypes } from "./check-types.ts";

function warnings(It: Schema): string[] {
  const Cat = { type: "object", properties: { kind: { enum: ["cat"] } } };
  const document: OpenApi & JsonObject = JSON.parse(
    JSON.stringify({ openapi: "3.1.0", components: { schemas: { It, Cat } } }),
  );
  const problems = new ProblemList();
  checkTypes(document, { locate: (file) => ({ file }), problems });
  return problems.all.map(
    ({ location, message }) => `${location.file.replace("#/components/schemas/", "")} ${message}`,
  );
}

describe("what types lose is reported with its place", () => {
  it.each<[string, Schema, string]>([
    ["not", { not: { type: "string" } }, "It/not types cannot express `not`"],
    [
      "a condition",
      { if: { required: ["a"] }, else: { required: ["b"] } },
      "It/if types cannot express `if`",
    ],
    [
      "names by pattern, at any depth",
      { items: { patternProperties: { "^x-": {} } } },
      "It/items/patternProperties types cannot express `patternProperties`",
    ],
    [
      "further properties of another type",
      { properties: { n: { type: "number" } }, additionalProperties: { type: "string" } },
      "It/additionalProperties types cannot express `additionalProperties`",
    ],
    [
      "values that are not of the type",
      { type: "object", enum: ["A"] },
      "It no listed value is of the type object, so the generated type is never",
    ],
    [
      "a discriminator without alternatives",
      { discriminator: { propertyName: "kind" } },
      "It/discriminator a discriminator without `oneOf` or `anyOf`",
    ],
    [
      "a discriminator whose value is excluded",
      { oneOf: [{ $ref: "#/components/schemas/Cat" }], discriminator: { propertyName: "kind" } },
      "It/discriminator 1 alternatives do not admit the values of kind",
    ],
  ])("%s", (_, schema, expected) => {
    expect(warnings(schema)).toEqual([expect.stringContaining(expected)]);
  });

  it.each<[string, Schema]>([
    ["a schema of nothing", { not: {} }],
    ["limits of values", { type: "string", pattern: "^a", maxLength: 3 }],
    ["a closed object", { properties: {}, additionalProperties: false, unevaluatedProperties: false }],
    [
      "further properties of the same type",
      { properties: { a: { type: "string" } }, additionalProperties: { type: "string" } },
    ],
  ])("but not %s", (_, schema) => {
    expect(warnings(schema)).toEqual([]);
  });

  it("counts what goes beyond fifty places", () => {
    const properties = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`p${index}`, { not: { const: 1 } }]),
    );
    const found = warnings({ properties });
    expect(found).toHaveLength(50);
    expect(found.at(-1)).toContain("(and at 10 more places)");
  });
});
