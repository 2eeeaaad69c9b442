import type { Rows } from "../../../engine/records/rows.ts";
import { type Source, select as selectRows } from "../../../engine/records/select.ts";
import { type Row, valueAt } from "../../../engine/records/values.ts";

/** `sort` is `name:asc` or `name:desc`; without one, records come in the order the vendor keeps them in. */
export type Selection = { key: string; keep: ((record: Row) => boolean) | undefined; sort: string };

/** The records that match, in the asked order. Records are created in the order of their ids. */
export function select(source: Source, { key, keep, sort }: Selection): Rows {
  const isSorted = !["createdAt:asc", "createdAt", ""].includes(sort);
  const order = isSorted ? (rows: Row[]) => sortRows(rows, sort) : undefined;
  return selectRows(source, { key, keep, order, from: sort === "" ? "storage" : "id" });
}

/** Equal records keep their order, and those without a value come first. */
function sortRows(rows: Row[], sort: string): Row[] {
  const [name = "", direction = "asc"] = sort.split(":");
  const sign = direction === "desc" ? -1 : 1;
  return rows.toSorted((a, b) => sign * compare(valueAt(a, name), valueAt(b, name)));
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [left, right] = [String(a ?? ""), String(b ?? "")];
  return left === right ? 0 : left < right ? -1 : 1;
}
