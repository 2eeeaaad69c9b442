import type { Rows } from "../../../engine/records/rows.ts";
import { type Source, select as selectRows } from "../../../engine/records/select.ts";
import { type Row, valueAt } from "../../../engine/records/values.ts";
import { compareTexts } from "./compare.ts";
import { type Fields, filterOf } from "./filter.ts";
import { FilterProblem } from "./tokens.ts";

export type Query = { filter: string; sort: string; fields: Fields; idField: string };

/** The records that match, in the asked order. */
export function select(source: Source, { filter, sort, fields, idField }: Query): Rows {
  const criteria = sortOf(sort, fields);
  const byId = criteria.length === 1 && criteria[0]?.path === idField && !criteria[0].descending;
  const order = byId ? undefined : (rows: Row[]) => rows.toSorted((a, b) => difference(a, b, criteria));
  return selectRows(source, { key: JSON.stringify([filter, sort]), keep: filterOf(filter, fields), order });
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
