import type { Rows } from "../../../engine/records/rows.ts";
import { type Source, select as selectRows } from "../../../engine/records/select.ts";
import type { Row } from "../../../engine/records/values.ts";

/** `sort` is `name:asc` or `name:desc`; without one, records come in the order the vendor keeps them in. */
export type Selection = { key: string; keep: ((record: Row) => boolean) | undefined; sort: string };

/** The records that match, in the asked order. Records are created in the order of their ids. */
export function select(source: Source, { key, keep, sort }: Selection): Rows {
  const isSorted = !["createdAt:asc", "createdAt", ""].includes(sort);
  const [path = "", direction] = sort.split(":");
  return selectRows(source, {
    key,
    keep,
    sort: isSorted ? [{ path, descending: direction === "desc" }] : [],
    from: sort === "" ? "storage" : "id",
  });
}
