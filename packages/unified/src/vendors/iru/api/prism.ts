import { AuthenticationError, PermissionError, ValidationError } from "@mdmkit/runtime";
import { createLackGuard, isRecord, type PrimaryCall, text, type Unreadable } from "@mdmkit/unified/vendor";
import { invalidResponse } from "./errors.ts";

/** The largest page. */
export const PRISM_PAGE = 300;
/** Devices that one filter names, so that a URL stays below 8 kB. */
const NAMED = 150;

type PrismPage<Row> = { data?: readonly (Row | null)[]; cursor?: string | null } | undefined;
type PrismQuery = { limit: number; filter?: string; cursor?: string };

/** The rows of a page, and the cursor of the next one. A short page is the last only if it has none. */
export function pageIn<Row>(
  page: PrismPage<Row>,
  operation: string,
): { rows: readonly (Row | null)[]; next: string | undefined } {
  if (!isRecord(page) || !Array.isArray(page.data))
    throw invalidResponse(operation, "The response has no `data`.");
  const next = page.cursor ?? "";
  if (typeof next === "string") return { rows: page.data, next: next || undefined };
  throw invalidResponse(operation, "The cursor of the next page cannot be read.");
}

/** The filter for the rows of some devices. */
const ofDevices = (ids: readonly string[]): string => JSON.stringify({ device_id: { in: ids } });

type ReadOptions = { signal: AbortSignal | undefined; unreadable: Unreadable };
type Walk<Row> = { rows: readonly (readonly [deviceId: string, row: Row])[]; isFiltered: boolean };

/** A category of Prism with a row for each device. */
export type Category<Row> = {
  /** The rows of the devices of a page, by device: a request for each 150 of them. */
  of(ids: readonly string[], options: ReadOptions): Promise<ReadonlyMap<string, Row>>;
  /** The row of one device. */
  one(id: string, options: ReadOptions): Promise<Row | undefined>;
  /** Forgets what was read: a list begins. */
  restart(): void;
};

export function createCategory<Row extends { device_id?: string }>(
  operation: string,
  read: (query: PrismQuery, call: PrimaryCall) => Promise<PrismPage<Row>>,
): Category<Row> {
  const unlessLacking = createLackGuard();
  /** All rows, in a tenant whose filter is refused or does nothing. */
  let whole: Promise<Walk<Row>> | undefined;

  /** Reads page after page. A row counts for the device that it names, since the filter may have been ignored. */
  async function walk({ signal, unreadable }: ReadOptions, ids?: readonly string[]): Promise<Walk<Row>> {
    const rows: (readonly [string, Row])[] = [];
    const cursors = new Set<string>();
    const first = { limit: PRISM_PAGE, ...(ids && { filter: ofDevices(ids) }) };
    let isFiltered = ids !== undefined;
    for (let query: PrismQuery = first; ; ) {
      const page = pageIn(await read(query, { signal }), operation);
      for (const row of page.rows) {
        const id = isRecord(row) ? text(row.device_id) : undefined;
        if (!row || !id) unreadable();
        else rows.push([id, row]);
        if (id && !ids?.includes(id)) isFiltered = false;
      }
      if (page.next === undefined) return { rows, isFiltered };
      if (cursors.has(page.next))
        throw invalidResponse(operation, "The vendor returned the same cursor twice.");
      cursors.add(page.next);
      query = { ...first, cursor: page.next };
    }
  }

  async function filtered(ids: readonly string[], options: ReadOptions): Promise<Walk<Row>> {
    if (whole) return whole;
    const part = await walk(options, ids).catch(unlessRefused);
    if (part?.isFiltered) return part;
    whole ??= part ? Promise.resolve(part) : walk(options);
    whole.catch(() => {
      whole = undefined;
    });
    return whole;
  }

  return {
    async of(ids, options) {
      const parts: (readonly string[])[] = [];
      for (let at = 0; at < ids.length; at += NAMED) parts.push(ids.slice(at, at + NAMED));
      const walks = await unlessLacking.run(() => Promise.all(parts.map((part) => filtered(part, options))));
      return new Map(walks.flatMap(({ rows }) => rows));
    },
    async one(id, options) {
      // Read anew, and beside what a list keeps for its pages.
      const { rows } = (await walk(options, [id]).catch(unlessRefused)) ?? (await walk(options));
      return rows.find(([deviceId]) => deviceId === id)?.[1];
    },
    restart() {
      whole = undefined;
      unlessLacking.forget();
    },
  };
}

/** Nothing where a filter is refused. */
function unlessRefused(error: unknown): undefined {
  if (!(error instanceof ValidationError)) throw asPermission(error);
}

/**
 * Iru says 401 for an endpoint that the token is not allowed, too. The token was accepted for the record itself a moment before, so
 * that is what it means here.
 */
export function asPermission(error: unknown): unknown {
  if (!(error instanceof AuthenticationError)) return error;
  const { vendor, operation, status, vendorCode, vendorMessage } = error;
  return new PermissionError("401: the token is not allowed this endpoint, or was revoked a moment ago.", {
    ...{ vendor, operation, status, vendorCode, vendorMessage, cause: error },
    advice: "Allow the endpoint for the token in the console.",
  });
}
