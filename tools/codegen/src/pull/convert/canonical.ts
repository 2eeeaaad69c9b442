import { isObject, type JsonObject, type JsonValue, setOwn } from "../../read/json.ts";

/** The order of top-level keys. Other keys follow, and nested keys are sorted. */
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

/** A copy of a document in canonical order, in which no two places share an object. */
export function inCanonicalOrder(document: JsonObject): JsonObject {
  const rank = (key: string) => (TOP.includes(key) ? TOP.indexOf(key) : TOP.length);
  const keys = Object.keys(document).sort((a, b) => rank(a) - rank(b) || compare(a, b));
  return sortedBy(keys, document);
}

/** The canonical text of a document in that order, in UTF-8. Key order and notation (YAML or JSON) make no difference. */
export function canonicalText(sorted: JsonObject): Buffer {
  return Buffer.from(`${JSON.stringify(sorted, null, 2)}\n`);
}

/** Sorts by code unit, which does not depend on the locale. */
function sortKeys(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isObject(value)) return value;
  return sortedBy(Object.keys(value).sort(), value);
}

function sortedBy(keys: readonly string[], value: JsonObject): JsonObject {
  const sorted: JsonObject = {};
  for (const key of keys) {
    const item = sortKeys(value[key] ?? null);
    if (key === "__proto__") setOwn(sorted, key, item);
    else sorted[key] = item;
  }
  return sorted;
}

/** Compares by code unit, which does not depend on the locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
