import type { Collection } from "../../../engine/records/collection.ts";
import type { Rows } from "../../../engine/records/rows.ts";
import { type Row, valueAt } from "../../../engine/records/values.ts";

export type Selection = {
  /** Names the query, so that walking its pages filters and sorts once. */
  key: string;
  keep: ((record: Row) => boolean) | undefined;
  /** `name:asc` or `name:desc`; without one, the order the vendor keeps records in. */
  sort: string | undefined;
};

const cache = new WeakMap<Collection, { key: string; version: number; rows: Row[] }>();

/** The records that match, in the asked order. Records come into being in the order of their ids. */
export function select(collection: Collection, { key, keep, sort = "" }: Selection): Rows {
  const byAge = sort === "createdAt:asc" || sort === "createdAt";
  if (keep === undefined && (byAge || sort === "")) return collection.rows(byAge ? "id" : "storage");
  const known = cache.get(collection);
  if (known?.key === key && known.version === collection.version) return known.rows;
  const source = collection.rows(sort === "" ? "storage" : "id");
  const all = source.slice(0, source.length);
  const kept = keep === undefined ? all : all.filter(keep);
  const rows = byAge ? kept : sortRows(kept, sort);
  cache.set(collection, { key, version: collection.version, rows });
  return rows;
}

/** Equal records keep their order, and those without a value come first. */
function sortRows(rows: Row[], sort: string): Row[] {
  const [name = "", direction = "asc"] = sort.split(":");
  if (name === "") return rows;
  const sign = direction === "desc" ? -1 : 1;
  return rows.toSorted((a, b) => sign * compare(valueAt(a, name), valueAt(b, name)));
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [left, right] = [String(a ?? ""), String(b ?? "")];
  return left === right ? 0 : left < right ? -1 : 1;
}
