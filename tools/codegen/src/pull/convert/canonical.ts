import { isObject, type JsonValue } from "../../read/json.ts";

/** Keys at the top, in the order people expect; all others follow, and everything below is sorted. */
const TOP = [
  "openapi",
  "info",
  "jsonSchemaDialect",
  "servers",
  "security",
  "tags",
  "externalDocs",
  "paths",
  "webhooks",
  "components",
];

/** The one text of a document: two that say the same in another order, or in YAML and JSON, give the same bytes. */
export function canonicalText(document: JsonValue): string {
  if (!isObject(document)) return `${JSON.stringify(document)}\n`;
  const rank = (key: string) => (TOP.includes(key) ? TOP.indexOf(key) : TOP.length);
  const keys = Object.keys(document).sort((a, b) => rank(a) - rank(b) || compare(a, b));
  const sorted = Object.fromEntries(keys.map((key) => [key, sortKeys(document[key] ?? null)]));
  return `${JSON.stringify(sorted, null, 2)}\n`;
}

function sortKeys(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort(compare)
      .map((key) => [key, sortKeys(value[key] ?? null)]),
  );
}

/** By code unit: the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
