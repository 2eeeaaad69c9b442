import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import type { NodeKind } from "../../read/openapi-nodes.ts";

const MAPS: Partial<Record<NodeKind, readonly string[]>> = {
  components: ["schemas"],
  schema: ["properties", "patternProperties", "$defs"],
};
const LISTS = ["allOf", "anyOf", "oneOf", "prefixItems"];

/** Replaces boolean schemas in maps and lists with equivalent objects, which all tools support. */
export function spellOutBooleans(node: JsonObject, kind: NodeKind): void {
  for (const key of MAPS[kind] ?? []) {
    const map = node[key];
    if (!isObject(map) || !Object.values(map).some(isBoolean)) continue;
    node[key] = Object.fromEntries(Object.entries(map).map(([name, schema]) => [name, spelledOut(schema)]));
  }
  for (const key of kind === "schema" ? LISTS : []) {
    const list = node[key];
    if (Array.isArray(list) && list.some(isBoolean)) node[key] = list.map(spelledOut);
  }
}

function isBoolean(schema: JsonValue): boolean {
  return typeof schema === "boolean";
}

function spelledOut(schema: JsonValue): JsonValue {
  if (schema === true) return {};
  return schema === false ? { not: {} } : schema;
}
