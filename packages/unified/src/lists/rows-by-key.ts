import { noteIncomplete, type Unreadable } from "../contract/supporting-reads.ts";
import { isRecord } from "../records/record.ts";

/** A list that completes records, read with `incomplete: "report"`. */
type Rows<Row> = AsyncIterable<Row | null> & { readonly report?: { readonly reason: string | null } };
type KeyOf<Row, Key> = (row: Row) => Key | null | undefined;

/** All rows of a list by a key; of two with one key the later counts. A row without one cannot be read. */
export async function rowsByKey<Row extends object, Key>(
  rows: Rows<Row>,
  keyOf: KeyOf<Row, Key>,
  unreadable: Unreadable,
): Promise<Map<Key, Row>> {
  const found = new Map<Key, Row>();
  await eachRow(rows, keyOf, unreadable, (key, row) => found.set(key, row));
  return found;
}

/** The same, with all rows that share a key. */
export async function groupRows<Row extends object, Key>(
  rows: Rows<Row>,
  keyOf: KeyOf<Row, Key>,
  unreadable: Unreadable,
): Promise<Map<Key, Row[]>> {
  const found = new Map<Key, Row[]>();
  await eachRow(rows, keyOf, unreadable, (key, row) => {
    const others = found.get(key);
    if (others) others.push(row);
    else found.set(key, [row]);
  });
  return found;
}

async function eachRow<Row extends object, Key>(
  rows: Rows<Row>,
  keyOf: KeyOf<Row, Key>,
  unreadable: Unreadable,
  keep: (key: Key, row: Row) => void,
): Promise<void> {
  for await (const row of rows) {
    const key = isRecord(row) ? keyOf(row) : undefined;
    if (row && key != null && key !== "") keep(key, row);
    else unreadable();
  }
  if (rows.report) noteIncomplete({ report: rows.report }, unreadable);
}
