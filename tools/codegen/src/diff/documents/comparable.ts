import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";

/** The two documents that are compared. */
export type Documents = { readonly base: JsonObject; readonly revision: JsonObject };

/** Keywords whose value is prose. */
export const PROSE: ReadonlySet<string> = new Set(["description", "summary", "title"]);
/** Keywords whose value is data, which contains no keywords. */
export const DATA: ReadonlySet<string> = new Set(["default", "enum", "const", "example", "examples"]);

/** The document with normalized white space in prose. Line numbers stay valid. */
export function comparable(document: JsonObject): JsonObject {
  return object(document);
}

function object(node: JsonObject): JsonObject {
  const entries = Object.entries(node).map(([key, value]) => [key, comparableValue(key, value)] as const);
  return Object.fromEntries(entries);
}

function comparableValue(key: string, value: JsonValue): JsonValue {
  if (typeof value === "string") return PROSE.has(key) ? value.replaceAll(/\s+/g, " ").trim() : value;
  return DATA.has(key) && !isObject(value) ? value : inside(value);
}

function inside(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(inside);
  return isObject(value) ? object(value) : value;
}
