import type { Rows } from "../../../engine/records/rows.ts";
import { type Source, select as selectRows } from "../../../engine/records/select.ts";
import { type Row, valueAt } from "../../../engine/records/values.ts";
import { compareValues, type Keep, lookupOf, type Named } from "./compare.ts";

/** `sort` has property names, `-` for descending. */
export type Selection = {
  key: string;
  keep: Keep | undefined;
  named?: Named | undefined;
  sort: readonly string[];
};

/** The records that match, in the asked order; without a sort in the vendor's storage order. */
export function select(source: Source, { key, keep, named, sort }: Selection): Rows {
  const isSorted = sort.length > 1 || !["_id", "id", undefined].includes(sort[0]);
  const order = isSorted ? (rows: Row[]) => sortRows(rows, sort) : undefined;
  return selectRows(source, {
    key,
    keep,
    lookup: lookupOf(named),
    order,
    from: sort.length === 0 ? "storage" : "id",
  });
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
