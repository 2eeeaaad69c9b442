import { isDeepStrictEqual } from "node:util";
import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import type { MeaningAlert } from "../documents/change.ts";
import { DATA, type Documents } from "../documents/comparable.ts";
import { pointerOf } from "../documents/pointer.ts";
import { subjectOf } from "../documents/subject.ts";
import type { Uses } from "../documents/uses.ts";
import { excerpts } from "./excerpt.ts";
import { movedProperties } from "./moved.ts";
import { unitsOf } from "./units.ts";

type Found = Pick<MeaningAlert, "kind" | "before" | "after"> & { readonly pointer: string };

/** Finds possible changes of meaning by comparing both documents node by node. */
export function meaningAlerts(documents: Documents, uses: Uses): MeaningAlert[] {
  const found = [...compareNodes(documents.base, documents.revision, []), ...movedProperties(documents)];
  return found.map((alert) => ({
    ...alert,
    subject: subjectOf(documents.revision, alert.pointer),
    uses: [...uses.at(alert.pointer)],
  }));
}

/** Compares nodes at the same path. Added and removed nodes are changes, not changes of meaning. */
function* compareNodes(before: JsonValue, after: JsonValue, steps: readonly string[]): Generator<Found> {
  if (Array.isArray(before) && Array.isArray(after)) yield* compareLists(before, after, steps);
  if (!isObject(before) || !isObject(after)) return;
  const holdsNames = NAMES.has(steps.at(-1) ?? "") && !NAMES.has(steps.at(-2) ?? "");
  if (!holdsNames && isDeepStrictEqual(before.type, after.type)) yield* compareWords(before, after, steps);
  for (const [key, value] of Object.entries(before)) {
    const other = Object.hasOwn(after, key) ? after[key] : undefined;
    if (other !== undefined && (holdsNames || !DATA.has(key)))
      yield* compareNodes(value, other, [...steps, key]);
  }
}

/** Keywords whose members have names of the vendor: a property may be named `description`. */
const NAMES: ReadonlySet<string> = new Set(["properties", "patternProperties", "schemas", "headers"]);

/** Parameters are matched by name and location, other items by position. */
function* compareLists(before: JsonValue[], after: JsonValue[], steps: readonly string[]): Generator<Found> {
  for (const [index, value] of after.entries()) {
    const other = isParameter(value)
      ? before.find((one) => isParameter(one) && one.name === value.name && one.in === value.in)
      : before[index];
    if (other !== undefined) yield* compareNodes(other, value, [...steps, String(index)]);
  }
}

function isParameter(value: JsonValue): value is JsonObject {
  return isObject(value) && typeof value.name === "string" && typeof value.in === "string";
}

function* compareWords(before: JsonObject, after: JsonObject, steps: readonly string[]): Generator<Found> {
  const pointer = pointerOf(steps);
  for (const key of ["description", "summary", "title"]) {
    const [old, now] = [textOf(before[key]), textOf(after[key])];
    if (old === now) continue;
    const [oldUnits, newUnits] = [unitsOf(old), unitsOf(now)];
    const isUnit = oldUnits.length > 0 && newUnits.length > 0 && !isDeepStrictEqual(oldUnits, newUnits);
    yield { kind: isUnit ? "unit" : "description", pointer, ...excerpts(old, now) };
  }
  for (const key of ["default", "x-unit"]) {
    if (isDeepStrictEqual(before[key], after[key])) continue;
    yield {
      kind: key === "default" ? "default" : "unit",
      pointer,
      before: shown(before[key]),
      after: shown(after[key]),
    };
  }
  if (!isDeepStrictEqual(before.tags, after.tags) && Array.isArray(before.tags)) {
    yield { kind: "section", pointer, before: shown(before.tags), after: shown(after.tags) };
  }
  if (isReordered(before.enum, after.enum)) {
    yield { kind: "enum order", pointer, before: shown(before.enum), after: shown(after.enum) };
  }
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

function shown(value: JsonValue | undefined): string {
  return value === undefined ? "" : JSON.stringify(value);
}

function isReordered(before: JsonValue | undefined, after: JsonValue | undefined): boolean {
  if (!Array.isArray(before) || !Array.isArray(after) || isDeepStrictEqual(before, after)) return false;
  const sorted = [before, after].map((values) => values.map((value) => JSON.stringify(value)).sort());
  return isDeepStrictEqual(sorted[0], sorted[1]);
}
