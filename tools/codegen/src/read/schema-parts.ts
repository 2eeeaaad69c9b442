import type { Schema } from "./openapi.ts";

type Kind = "one" | "list" | "map";

const KEYWORDS: readonly [Kind, readonly string[]][] = [
  [
    "one",
    ["additionalProperties", "contains", "contentSchema", "else", "if", "items", "not", "propertyNames"],
  ],
  ["one", ["then", "unevaluatedItems", "unevaluatedProperties"]],
  ["list", ["allOf", "anyOf", "oneOf", "prefixItems"]],
  ["map", ["$defs", "dependentSchemas", "patternProperties", "properties"]],
];

/** JSON Schema keywords whose value is a schema, a list of schemas, or schemas by name. */
export const SCHEMA_KEYWORDS: ReadonlyMap<string, Kind> = new Map(
  KEYWORDS.flatMap(([kind, names]) => names.map((name) => [name, kind] as const)),
);

export function isSchema(value: unknown): value is Schema {
  return typeof value === "boolean" || (typeof value === "object" && value !== null && !Array.isArray(value));
}
