import { InvalidResponseError } from "@mdmkit/runtime";
import type { components } from "./generated/schema.ts";

type Cursor = components["schemas"]["Cursor"];

/** A page of a report. */
export type Report<Row> = { cursor?: Cursor | string; results?: readonly Row[] };
export type ReportQuery = { pageSize: number; cursor?: string };

const VENDOR = "ninjaone";
/** Clients ask for this many rows; the most that the vendor gives is not documented. */
const REPORT_PAGE = 5000;
const LIST_PAGE = 1000;

/**
 * Every record of a list that continues behind an id, such as `getDevices`. Ends at a page without new records: a short page may be
 * one that the vendor cut. Throws where a page begins again at earlier records.
 *
 * @example
 * ```ts
 * for await (const device of recordsAfter((query) => client.getDevices({ query }))) console.log(device.id);
 * ```
 */
export async function* recordsAfter<Item extends { id?: number }>(
  read: (query: { pageSize: number; after: number }) => Promise<readonly Item[] | undefined>,
): AsyncGenerator<Item, void, undefined> {
  let after = 0;
  for (;;) {
    const page = await read({ pageSize: LIST_PAGE, after });
    if (!Array.isArray(page)) throw invalid("the response is no list.");
    if (page.some((item) => Number(item?.id) < after))
      throw invalid("the list does not go on behind the last id, but begins again.");
    const fresh = page.filter((item) => Number(item?.id) > after);
    if (fresh.length === 0) return;
    yield* fresh;
    after = Math.max(...fresh.map(({ id }) => Number(id)));
  }
}

/**
 * Every row of a report, such as `getDeviceHealthReport`. A full page is never the last one. Throws where the cursor cannot be read and
 * where a page comes again.
 *
 * @example
 * ```ts
 * const rows = reportRows((query) => client.getDeviceHealthReport({ query }));
 * for await (const { deviceId, healthStatus } of rows) console.log(deviceId, healthStatus);
 * ```
 */
export async function* reportRows<Row>(
  read: (query: ReportQuery) => Promise<Report<Row> | undefined>,
  { operation }: { operation?: string } = {},
): AsyncGenerator<Row, void, undefined> {
  let cursor: string | undefined;
  let previous: string | undefined;
  for (;;) {
    const page = await read({ pageSize: REPORT_PAGE, ...(cursor !== undefined && { cursor }) });
    const rows = page?.results;
    if (!page || !Array.isArray(rows)) throw invalid("the report has no `results`.", operation);
    const ends = JSON.stringify([rows[0], rows.at(-1), rows.length]);
    if (rows.length > 0 && ends === previous)
      throw invalid("the vendor returned the same page twice.", operation);
    yield* rows;
    cursor = nameOf(page.cursor, operation);
    previous = ends;
    if (cursor === undefined || rows.length === 0 || endsAt(page.cursor, rows.length)) return;
  }
}

function nameOf(
  cursor: Cursor | string | null | undefined,
  operation: string | undefined,
): string | undefined {
  const name = typeof cursor === "object" ? cursor?.name : cursor;
  if (name == null || name === "") return undefined;
  if (typeof name === "string") return name;
  throw invalid("the cursor of the next page cannot be read.", operation);
}

/** A short page is the last if no row is left to come by its own count. Whether that counts all rows or those of a page is not known. */
function endsAt(cursor: Cursor | string | undefined, length: number): boolean {
  if (typeof cursor !== "object" || length >= REPORT_PAGE) return false;
  const { offset = 0, count = 0 } = cursor;
  return offset + length >= count;
}

function invalid(problem: string, operation?: string): InvalidResponseError {
  return new InvalidResponseError(problem, {
    vendor: VENDOR,
    reason: "shape",
    ...(operation !== undefined && { operation }),
  });
}
