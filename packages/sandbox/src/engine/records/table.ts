import { type Collection, createCollection, type RowSource } from "./collection.ts";
import type { Row } from "./values.ts";

/** A few records that are there from the start. An added one has the values of `blank` where it has none of its own. */
export function createTable(
  ids: Pick<RowSource, "id" | "index">,
  rows: readonly Row[],
  blank: Row = {},
): Collection {
  return createCollection({
    ...ids,
    size: rows.length,
    blank,
    render: (index) => ({ id: ids.id(index), ...blank, ...rows[index] }),
    twin: (row) => (typeof row.name === "string" ? { ...row, name: `${row.name} 2` } : row),
  });
}
