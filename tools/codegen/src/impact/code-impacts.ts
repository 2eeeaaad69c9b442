import type { Change, SpecDiff, Spot } from "../diff/documents/change.ts";
import type { JsonObject } from "../read/json.ts";
import type { AdapterRead } from "./adapter-reads.ts";
import type { CodeImpact } from "./impact.ts";
import { changedNames } from "./places.ts";
import { isTypeWithin, keyOf, typeKey } from "./type-keys.ts";

/** The lines of the adapter that read or write what a diff changed, in the order of the files. */
export function codeImpacts(
  { changes }: SpecDiff,
  document: JsonObject,
  reads: readonly AdapterRead[],
): CodeImpact[] {
  const keys = changes.map((change) => keysOf(change, document));
  const found = new Map<string, CodeImpact & { changes: number[] }>();
  for (const { key, file, line, about } of reads) {
    for (const [index, above] of keys.entries()) {
      if (!above.some((one) => isTypeWithin(key, one))) continue;
      const place = `${file}:${line}`;
      const impact = found.get(place) ?? { place: { file, line, about }, changes: [] };
      if (!impact.changes.includes(index)) impact.changes.push(index);
      found.set(place, impact);
    }
  }
  return [...found.values()];
}

/** Where a change is in the types of the old document. What is new there, no line reads yet. */
function keysOf(change: Change, document: JsonObject): string[] {
  const { kind, before, after, property } = change;
  const key = before && kind !== "added" ? typeKey(document, nodeOf(before, property)) : undefined;
  if (key === undefined) return [];
  return property === "required" && change.node === "Schema"
    ? changedNames(before?.value, after?.value).map((name) => keyOf([key, name]))
    : [key];
}

function nodeOf({ pointer }: Spot, property: string | undefined): string {
  return property !== undefined && property !== "key" && pointer.endsWith(`/${property}`)
    ? pointer.slice(0, -property.length - 1)
    : pointer;
}

/** The operations that the adapter calls. */
export function calledOperations(reads: readonly AdapterRead[]): ReadonlySet<string> {
  return new Set(
    reads.flatMap(({ key }) => {
      const [kind, operation, ...rest] = key.split(" ");
      return kind === "operations" && operation !== undefined && rest.length === 0 ? [operation] : [];
    }),
  );
}
