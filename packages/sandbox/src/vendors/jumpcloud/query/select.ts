import { type SortKey, sorted } from "../../../engine/records/compare.ts";
import type { Rows } from "../../../engine/records/rows.ts";
import { type Source, select as selectRows } from "../../../engine/records/select.ts";
import type { Row } from "../../../engine/records/values.ts";
import { type Keep, lookupOf, type Named } from "./compare.ts";

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
  return selectRows(source, {
    key,
    keep,
    lookup: lookupOf(named),
    sort: isSorted ? sort.map(keyOf) : [],
    from: sort.length === 0 ? "storage" : "id",
  });
}

const keyOf = (text: string): SortKey => ({ path: text.replace(/^-/, ""), descending: text.startsWith("-") });

/** Sorts by several properties; equal rows keep their order. */
export const sortRows = (rows: readonly Row[], sort: readonly string[]): Row[] =>
  sorted(rows, sort.map(keyOf));
