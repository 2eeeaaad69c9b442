import { isObject, type JsonObject, type JsonValue, setOwn } from "../../read/json.ts";
import { bytesOf } from "../../workspace/bytes.ts";

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

/**
 * A document in canonical order, in which no two places share an object. Objects that have this order are changed in place: in a
 * large document they are half.
 */
export function inCanonicalOrder(document: JsonObject): JsonObject {
  const rank = (key: string) => (TOP.includes(key) ? TOP.indexOf(key) : TOP.length);
  const keys = Object.keys(document).sort((a, b) => rank(a) - rank(b) || compare(a, b));
  return sortedBy(keys, document, new Set());
}

/** The canonical text of a document in that order, in UTF-8. Key order and notation (YAML or JSON) make no difference. */
export function canonicalText(sorted: JsonObject): Buffer {
  return bytesOf(piecesOf(sorted));
}

/** What `JSON.stringify` gives, with the values in the values of the document one by one. */
function* piecesOf(document: JsonObject): Generator<string> {
  let start = "{\n";
  for (const [key, value] of Object.entries(document)) {
    yield start;
    start = ",\n";
    if (isObject(value) && Object.keys(value).length > 0) yield* membersOf(key, value);
    else yield indented({ [key]: value }, "{\n", "\n}");
  }
  yield "\n}\n";
}

function* membersOf(key: string, object: JsonObject): Generator<string> {
  let start = `  ${JSON.stringify(key)}: {\n`;
  for (const [name, value] of Object.entries(object)) {
    yield start + indented({ _: { [name]: value } }, '{\n  "_": {\n', "\n  }\n}");
    start = ",\n";
  }
  yield "\n  }";
}

/** The text of an object without what begins and ends it. */
function indented(object: JsonObject, start: string, end: string): string {
  return JSON.stringify(object, null, 2).slice(start.length, -end.length);
}

/** Sorts by code unit, which does not depend on the locale. `met` has the objects and lists that have their place. */
function sortKeys(value: JsonValue, met: Set<JsonValue>): JsonValue {
  if (typeof value !== "object" || value === null) return value;
  const isFree = !met.has(value);
  met.add(value);
  if (Array.isArray(value)) {
    const list = isFree ? value : [...value];
    for (const [index, item] of list.entries()) list[index] = sortKeys(item, met);
    return list;
  }
  const keys = Object.keys(value);
  if (!isFree || !isSorted(keys)) return sortedBy(keys.sort(), value, met);
  for (const key of keys) value[key] = sortKeys(value[key] ?? null, met);
  return value;
}

function sortedBy(keys: readonly string[], value: JsonObject, met: Set<JsonValue>): JsonObject {
  const sorted: JsonObject = {};
  for (const key of keys) {
    const item = sortKeys(value[key] ?? null, met);
    if (key === "__proto__") setOwn(sorted, key, item);
    else sorted[key] = item;
  }
  return sorted;
}

function isSorted(keys: readonly string[]): boolean {
  return keys.every((key, index) => index === 0 || compare(keys[index - 1] ?? "", key) < 0);
}

/** Compares by code unit, which does not depend on the locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
