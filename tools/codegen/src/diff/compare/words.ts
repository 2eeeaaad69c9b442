import { isDeepStrictEqual } from "node:util";
import type { JsonObject, JsonValue } from "../../read/json.ts";
import { excerpts } from "../meaning/excerpt.ts";
import { unitsOf } from "../meaning/units.ts";
import { PROSE } from "../normal/keywords.ts";
import type { Comparison, Pair } from "./comparison.ts";

/** Alerts of what may have another meaning though its type is the same. White space in prose does not count. */
export function compareWords(
  pair: Pair,
  before: JsonObject,
  after: JsonObject,
  comparison: Comparison,
): void {
  if (before === after) return;
  for (const key of PROSE) {
    const [old, now] = [textOf(before[key]), textOf(after[key])];
    if (old === now) continue;
    const [oldUnits, newUnits] = [unitsOf(old), unitsOf(now)];
    const isUnit = oldUnits.length > 0 && newUnits.length > 0 && !isDeepStrictEqual(oldUnits, newUnits);
    comparison.alert(pair, { kind: isUnit ? "unit" : "description", ...excerpts(old, now) });
  }
  for (const [key, kind] of DATA) {
    if (isDeepStrictEqual(before[key], after[key])) continue;
    comparison.alert(pair, { kind, ...excerpts(shown(before[key]), shown(after[key])) });
  }
}

const DATA = [
  ["default", "default"],
  ["x-unit", "unit"],
  ["example", "example"],
  ["examples", "example"],
] as const;

function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" ? value.replaceAll(/\s+/g, " ").trim() : "";
}

export function shown(value: JsonValue | undefined): string {
  return value === undefined ? "" : JSON.stringify(value);
}
