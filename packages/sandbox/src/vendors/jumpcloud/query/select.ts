import type { Collection } from "../../../engine/records/collection.ts";
import type { Rows } from "../../../engine/records/rows.ts";
import { type Row, valueAt } from "../../../engine/records/values.ts";
import { compareValues, type Keep } from "./compare.ts";

export type Selection = {
  /** Names the query, so that walking its pages filters and sorts once. */
  key: string;
  keep: Keep | undefined;
  /** Property names, `-` for descending. */
  sort: readonly string[];
};

const cache = new WeakMap<Collection, { key: string; version: number; rows: Row[] }>();

/** The records that match, in the asked order; without a sort in the vendor's storage order. */
export function select(collection: Collection, { key, keep, sort }: Selection): Rows {
  const [first, ...more] = sort;
  const byId = more.length === 0 && (first === "_id" || first === "id");
  if (keep === undefined && first === undefined) return collection.rows("storage");
  if (keep === undefined && byId) return collection.rows("id");
  const known = cache.get(collection);
  if (known?.key === key && known.version === collection.version) return known.rows;
  const source = collection.rows(first === undefined ? "storage" : "id");
  const all = source.slice(0, source.length);
  const kept = keep === undefined ? all : all.filter(keep);
  const rows = byId ? kept : sortRows(kept, sort);
  cache.set(collection, { key, version: collection.version, rows });
  return rows;
}

/** Sorts by several properties; equal rows keep their order. */
export function sortRows(rows: Row[], sort: readonly string[]): Row[] {
  const keys = sort.map((text) => {
    const descending = text.startsWith("-");
    return { name: descending ? text.slice(1) : text, direction: descending ? -1 : 1 };
  });
  return rows.toSorted((a, b) => {
    for (const { name, direction } of keys) {
      const difference = compareValues(valueAt(a, name), valueAt(b, name));
      if (difference !== 0) return difference * direction;
    }
    return 0;
  });
}
