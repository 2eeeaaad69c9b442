import type { SortKey } from "../../../engine/records/compare.ts";
import type { Rows } from "../../../engine/records/rows.ts";
import { type Source, select as selectRows } from "../../../engine/records/select.ts";
import { compareFolded } from "./compare.ts";
import { type Fields, filterOf, pathOf } from "./filter.ts";

export type Query = { filter: string; sort: string; fields: Fields; idField: string };

/** The records that match, in the asked order. */
export function select(source: Source, { filter, sort, fields, idField }: Query): Rows {
  const keys = sortKeys(sort, fields);
  const isById = keys.length === 1 && keys[0]?.path === idField && !keys[0].descending;
  return selectRows(source, {
    key: JSON.stringify([filter, sort]),
    keep: filterOf(filter, fields),
    sort: isById ? [] : keys,
    compare: compareFolded,
  });
}

function sortKeys(sort: string, fields: Fields): SortKey[] {
  const names = sort.split(",").filter((text) => text.trim() !== "");
  return names.map((text) => {
    const [name = "", direction = "asc"] = text.trim().split(":");
    return { path: pathOf(name, fields), descending: direction.toLowerCase() === "desc" };
  });
}
