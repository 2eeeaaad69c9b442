import { type Compare, type SortKey, sorted } from "./compare.ts";
import { type Lookup, lookUp } from "./lookup.ts";
import type { Rows } from "./rows.ts";
import type { Row } from "./values.ts";

/** Records that pages can be cut from: a collection, or rows made for one call. */
export type Source = {
  /** Distinguishes unchanged records from changed ones. */
  readonly version?: number;
  rows(order: "id" | "storage"): Rows;
  /** What the selected rows are kept for. Default: the source itself. */
  readonly identity?: object;
};

export type Selection = {
  /** Names the query, so that its pages filter and sort once. */
  readonly key: string;
  readonly keep?: ((row: Row) => boolean) | undefined;
  /** Names the records that `keep` is asked about. Default: all. */
  readonly lookup?: Lookup | undefined;
  /** What the kept rows are sorted by. Default: nothing. */
  readonly sort?: readonly SortKey[] | undefined;
  /** The order of two values. */
  readonly compare?: Compare;
  /** How they come. Default: by id. */
  readonly from?: "id" | "storage";
};

const cache = new WeakMap<object, { key: string; version: number | undefined; rows: Row[] }>();

/** The records that match, in order. Without a filter and an order none is made before its page is cut. */
export function select(
  source: Source,
  { key, keep, lookup, sort = [], compare, from = "id" }: Selection,
): Rows {
  const all = source.rows(from);
  if (keep === undefined && sort.length === 0) return all;
  const { identity = source, version } = source;
  const known = cache.get(identity);
  if (known?.key === key && known.version === version) return known.rows;
  const whole = lookup
    ? lookUp(all, { ...lookup, name: `${from} ${lookup.name}` }, { identity, version })
    : all.slice(0, all.length);
  const kept = keep === undefined ? whole : whole.filter(keep);
  const rows = sort.length === 0 ? kept : sorted(kept, sort, compare);
  cache.set(identity, { key, version, rows });
  return rows;
}
