import type { Rows } from "../../../engine/records/rows.ts";
import { type Row, valueAt } from "../../../engine/records/values.ts";
import { compareTexts } from "./compare.ts";
import { type Fields, filterOf } from "./filter.ts";
import { FilterProblem } from "./tokens.ts";

/** Records that can be cut into pages: a collection of the sandbox, or rows made for one call. */
export type Source = {
  /** Tells the same records apart from changed ones. */
  readonly version?: number;
  rows(order: "id"): Rows;
};

export type Query = { filter: string; sort: string; fields: Fields; idField: string };

const cache = new WeakMap<Source, { key: string; rows: Row[] }>();

/** The records that match, in the asked order. */
export function select(source: Source, { filter, sort, fields, idField }: Query): Rows {
  const keep = filterOf(filter, fields);
  const order = sortOf(sort, fields);
  const byId = order.length === 1 && order[0]?.path === idField && !order[0].descending;
  const all = source.rows("id");
  if (keep === undefined && byId) return all;
  const key = JSON.stringify([source.version, filter, sort]);
  const known = cache.get(source);
  if (known?.key === key) return known.rows;
  const whole = all.slice(0, all.length);
  const kept = keep === undefined ? whole : whole.filter(keep);
  const rows = byId ? kept : kept.toSorted((a, b) => difference(a, b, order));
  cache.set(source, { key, rows });
  return rows;
}

type Criterion = { path: string; descending: boolean };

function sortOf(sort: string, fields: Fields): Criterion[] {
  return sort
    .split(",")
    .filter((text) => text.trim() !== "")
    .map((text) => {
      const [name = "", direction = "asc"] = text.trim().split(":");
      const path = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (path === undefined) throw new FilterProblem(`there is no field ${name} to sort by`);
      return { path, descending: direction.toLowerCase() === "desc" };
    });
}

function difference(a: Row, b: Row, order: readonly Criterion[]): number {
  for (const { path, descending } of order) {
    const [left, right] = [valueAt(a, path), valueAt(b, path)].map((value) => String(value ?? ""));
    const found = compareTexts(left ?? "", right ?? "");
    if (found !== 0) return descending ? -found : found;
  }
  return 0;
}
