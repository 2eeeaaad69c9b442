import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import { SCHEMA_KEYWORDS } from "../../read/openapi.ts";
import { isAnnotation, withoutDefault } from "./keywords.ts";
import { onlyPart, withoutNull } from "./unwrap.ts";

const known = new WeakMap<object, string>();

/** The same text for the same structure, whatever its prose, order, default values and spelling. References stay names. */
export function canonical(node: JsonValue | undefined): string {
  if (typeof node !== "object" || node === null) return JSON.stringify(node) ?? "";
  const text = known.get(node) ?? JSON.stringify(normal(node));
  known.set(node, text);
  return text;
}

function normal(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(normal);
  return isObject(value) ? normalObject(value) : value;
}

function normalObject(node: JsonObject): JsonObject {
  const { rest, hasNull } = withoutNull(node);
  const only = onlyPart(rest);
  const inner = only && !only.steps ? normal(only.node) : undefined;
  const own = Object.entries(rest.node).flatMap(([keyword, value]): [string, JsonValue][] => {
    if (inner !== undefined && COMPOSITIONS.has(keyword)) return [];
    const kept = isAnnotation(keyword) ? undefined : withoutDefault(keyword, value);
    return kept === undefined ? [] : [[keyword, normalValue(keyword, kept)]];
  });
  const all = {
    ...(isObject(inner) ? inner : {}),
    ...Object.fromEntries(own),
    ...(hasNull ? { null: true } : {}),
  };
  return sorted(all);
}

const COMPOSITIONS: ReadonlySet<string> = new Set(["allOf", "anyOf", "oneOf"]);
const SETS: ReadonlySet<string> = new Set(["enum", "required", "type"]);
const DATA: ReadonlySet<string> = new Set(["const", "default"]);

function normalValue(keyword: string, value: JsonValue): JsonValue {
  if (DATA.has(keyword)) return value;
  if (SETS.has(keyword) && Array.isArray(value)) return value.toSorted(byText);
  // The names of a map are the vendor's: a property may be called `description`.
  if (SCHEMA_KEYWORDS.get(keyword) !== "map" || !isObject(value)) return normal(value);
  return sorted(Object.fromEntries(Object.entries(value).map(([name, part]) => [name, normal(part)])));
}

function sorted(node: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(node).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function byText(one: JsonValue, other: JsonValue): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
