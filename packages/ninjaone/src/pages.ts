import { InvalidResponseError } from "@mdmkit/runtime";
import type { components } from "./generated/schema.ts";

type Cursor = components["schemas"]["Cursor"];

/** A page of a report. */
export type Report<Row> = {
  /** Where the next page begins; its name is the `cursor` of the next query. */
  cursor?: Cursor | string;
  /** The rows of the page. */
  results?: readonly Row[];
};
/** What a page of a report is requested with. */
export type ReportQuery = {
  /** The maximum of rows. */
  pageSize: number;
  /** Name of the cursor of the previous page; left out for the first. */
  cursor?: string;
};

const VENDOR = "ninjaone";
/** Clients ask for this many rows; the most that the vendor gives is not documented. */
const REPORT_PAGE = 5000;

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
