import { InvalidInputError } from "@mdmkit/runtime";
import { INVALID_CURSOR } from "../contract/errors.ts";
import type { Page } from "../contract/resource-contract.ts";

/**
 * Where a page starts. A list with vendor cursors uses `cursor`. A list by offset uses `index`, the number of records before
 * the page, and requests `overlap` of them again, to detect records that moved between two requests.
 */
export type Position = { readonly cursor?: string; readonly index: number; readonly overlap: 0 | 1 };

/** Undefined: pages are reached only through the vendor's `next`. */
export type Seek = "offset" | undefined;

/** Records per page, and the vendor's maximum. */
export type PageSize = { readonly limit: number; readonly most: number };

/** How many records to request: one page and its overlap, within the vendor's maximum. */
export function requestSize({ overlap }: Position, { limit, most }: PageSize): number {
  return Math.min(limit + overlap, most);
}

/** The cursor to send to the vendor. */
export function vendorCursor(seek: Seek, position: Position): string | undefined {
  if (seek === undefined) return position.cursor;
  const offset = position.index - position.overlap;
  return offset === 0 ? undefined : String(offset);
}

/** The position after a page that was read. Undefined after the last page. */
export function following(
  seek: Seek,
  position: Position,
  page: Page<unknown>,
  size: PageSize,
): Position | undefined {
  if (seek === undefined)
    return page.next === undefined ? undefined : { cursor: page.next, index: 0, overlap: 0 };
  const records = page.items.length - position.overlap;
  const index = position.index + records;
  if (records <= 0) return undefined;
  // The total may be too low, so it ends no list after a full page.
  const isEnd = page.total === undefined ? !isAlmostFull(position, page, size) : index >= page.total;
  return isShort(position, page, size) && isEnd ? undefined : { index, overlap: overlapFor(size) };
}

/** Whether nothing is expected at `next`, the position after a page: by the total, or without one because the page is short. */
export function mayEndAt(
  seek: Seek,
  next: Position,
  { page, position, size }: { page: Page<unknown>; position: Position; size: PageSize },
): boolean {
  if (seek === undefined) return page.mayBeLast === true;
  return page.total === undefined ? isShort(position, page, size) : next.index >= page.total;
}

function isShort(position: Position, { items }: Page<unknown>, size: PageSize): boolean {
  return items.length < requestSize(position, size);
}

/** Without a total, a page that is more than half full may lack records that the vendor dropped. The next page shows it. */
function isAlmostFull(position: Position, { items }: Page<unknown>, size: PageSize): boolean {
  return items.length * 2 > requestSize(position, size);
}

/** The position after an offset page that is not read yet, assuming that it will be full. */
export function assumedFollowing(position: Position, size: PageSize): Position {
  return {
    index: position.index + requestSize(position, size) - position.overlap,
    overlap: overlapFor(size),
  };
}

export function isSamePosition(one: Position, other: Position): boolean {
  return one.index === other.index && one.cursor === other.cursor && one.overlap === other.overlap;
}

function decodeId(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw new InvalidInputError(INVALID_CURSOR);
  }
}

const overlapFor = ({ limit }: PageSize): 0 | 1 => (limit > 1 ? 1 : 0);

/** The position of the previous page, in the steps of a forward walk: no overlap on the first page, one record on others. */
export function preceding(seek: Seek, { index }: Position, size: PageSize): Position | undefined {
  if (seek === undefined || index === 0) return undefined;
  const overlap = overlapFor(size);
  const start = index - requestSize({ index, overlap }, size) + overlap;
  return start <= overlap ? { index: 0, overlap: 0 } : { index: start, overlap };
}

/** The cursor for callers, to pass to `list({ cursor })`. Null if that page does not exist. */
export function encodePosition(seek: Seek, position: Position | undefined, lastId?: string): string | null {
  if (!position) return null;
  if (seek === undefined) return encodeCursor(position.cursor);
  return position.overlap ? `${position.index}:${lastId ?? ""}` : String(position.index);
}

/** A record within a page of the vendor. */
export type Place = {
  /** How many entries of the page come before it. */
  readonly index: number;
  /** The id of the last readable record before it in the page. */
  readonly after: string | undefined;
  /** Whether that record is the one right before it. */
  readonly isAdjacent: boolean;
};

/** The cursor to a record within the vendor's page at a position. */
export function encodePlace(
  seek: Seek,
  position: Position,
  { index, after, isAdjacent }: Place,
): string | null {
  if (seek === undefined) return `~${encodeURIComponent(after ?? "")}:${position.cursor ?? ""}`;
  const start = position.index - position.overlap + index;
  return encodePosition(seek, { index: start, overlap: isAdjacent ? 1 : 0 }, after);
}

/** A vendor's cursor that looks like a place within a page gets the form of one. */
function encodeCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  return cursor.startsWith("~") ? `~:${cursor}` : cursor;
}

/** Parses a cursor into a position and the id of the record before it. Throws `InvalidInputError` for an invalid cursor. */
export function decodePosition(
  seek: Seek,
  cursor: string | undefined,
): { position: Position; lastId?: string } {
  if (cursor === undefined) return { position: { index: 0, overlap: 0 } };
  if (seek === undefined) {
    const [, after = "", inner = cursor] = /^~([^:]*):(.*)$/s.exec(cursor) ?? [];
    const position: Position = { ...(inner !== "" && { cursor: inner }), index: 0, overlap: 0 };
    return after === "" ? { position } : { position, lastId: decodeId(after) };
  }
  const match = /^(\d{1,15})(?::(.*))?$/.exec(cursor);
  if (!match) {
    throw new InvalidInputError(INVALID_CURSOR);
  }
  const index = Number(match[1]);
  const lastId = match[2] || undefined;
  return { position: { index, overlap: match[2] !== undefined && index > 0 ? 1 : 0 }, lastId };
}
