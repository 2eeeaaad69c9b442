import { invalidCursor } from "../api/errors.ts";
import { type PageQuery, pageQuery } from "../api/paging.ts";

/** Where a list of apps goes on: a device's row on a page of devices, and how far that device's apps were read. */
export type AppPosition = {
  readonly paging: PageQuery;
  /** Where the row was on its page, for the case that it has gone. */
  readonly index: number;
  readonly rowId: string;
  /** Key of the last app that was read; left out when all of the device's were. */
  readonly after?: string;
};

export function encodePosition({ paging, index, rowId, after }: AppPosition): string {
  const place = `${paging.page}x${paging.limit}:${index}:${rowId}`;
  return after === undefined ? place : `${place}:${after}`;
}

export function decodePosition(cursor: string): AppPosition {
  const [, page, index, rowId, after] = /^(\d+x\d+):(\d{1,9}):([^:]+)(?::(.*))?$/s.exec(cursor) ?? [];
  if (!page || !index || !rowId) {
    throw invalidCursor("apps.list");
  }
  const place = { paging: pageQuery(page, 1), index: Number(index), rowId };
  return after === undefined ? place : { ...place, after };
}
