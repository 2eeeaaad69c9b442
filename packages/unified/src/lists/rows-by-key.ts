import { noteIncomplete, type Unreadable } from "../contract/supporting-reads.ts";
import { isRecord } from "../records/record.ts";

/** A list that completes records, read with `incomplete: "report"`. */
type Rows<Row> = AsyncIterable<Row | null> & { readonly report?: { readonly reason: string | null } };
type KeyOf<Row, Key> = (row: Row) => Key | null | undefined;

/** Rows of a list by a key that several may share. A row without one cannot be read. */
export async function groupRows<Row extends object, Key>(
  rows: Rows<Row>,
  keyOf: KeyOf<Row, Key>,
  unreadable: Unreadable,
): Promise<Map<Key, Row[]>> {
  const found = new Map<Key, Row[]>();
  for await (const row of rows) {
    const key = isRecord(row) ? keyOf(row) : undefined;
    if (!row || key == null || key === "") unreadable();
    else if (!found.get(key)?.push(row)) found.set(key, [row]);
  }
  if (rows.report) noteIncomplete({ report: rows.report }, unreadable);
  return found;
}

/** Rows by a key that only one has; of two with the same the first counts. */
export async function rowsByKey<Row extends object, Key>(
  ...list: Parameters<typeof groupRows<Row, Key>>
): Promise<Map<Key, Row>> {
  const groups = await groupRows(...list);
  return new Map([...groups].flatMap(([key, [row]]) => (row ? [[key, row] as const] : [])));
}
