import type { NoteDrift } from "../contract/drift.ts";
import { isDevice } from "../contract/engine-fields.ts";
import type { ListGap } from "../contract/model.ts";
import type { ResourceContract } from "../contract/resource-contract.ts";
import { withDriftNotes } from "./drift.ts";
import { mapRecord } from "./unset.ts";

/** What unified records have in common. */
export type UnifiedRecord = {
  id: string;
  remote_data?: object | null;
  is_partial?: boolean | null;
  gaps?: ListGap[] | null;
};

type Reader<Item> = Pick<
  ResourceContract<object, Item, never, never, never>,
  "map" | "unset" | "refine" | "secrets" | "getOnly"
>;

/**
 * Turns a vendor's record into a unified one: secrets out, mapped, the vendor's record attached. What drifted is noted, if
 * anybody wants to know.
 */
export function createRecordReader<Item extends UnifiedRecord>(
  contract: Reader<Item>,
  { from, remoteData = true }: { from: "list" | "get"; remoteData?: boolean },
): (raw: object, note?: NoteDrift) => Item {
  const { refine, secrets = [], getOnly } = contract;
  const paths = secrets.map(splitPath);
  const mapNoting = withDriftNotes<object, Item>((raw, drift) => mapRecord(contract, raw, drift));
  return (raw, note) => {
    for (const path of paths) removePath(raw, path);
    const item = mapNoting(raw, note);
    if (remoteData) item.remote_data = raw;
    if (getOnly && isDevice(item)) item.is_partial = from === "list";
    refine?.(raw, item, (field) => note?.(field, "override-failed"));
    return item;
  };
}

/** `a.b` is a property, `a[].b` one of each item, `a.*.b` one of each value. */
export function splitPath(path: string): string[] {
  return path.split(/\.|(?=\[\])/);
}

/** Deletes what stands at a path; `depth` is how much of it was gone already. */
export function removePath(value: unknown, path: readonly string[], depth = 0): void {
  const name = path[depth];
  if (typeof value !== "object" || value === null || name === undefined) return;
  if (name === "[]" || name === "*") {
    for (const inner of Object.values(value)) removePath(inner, path, depth + 1);
  } else if (depth + 1 < path.length) removePath(Reflect.get(value, name), path, depth + 1);
  else if (name in value) Reflect.deleteProperty(value, name);
}

/** Whether a value is an object and no array. */
export function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
