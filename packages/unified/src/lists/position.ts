import { InvalidInputError } from "@mdmkit/runtime";
import { INVALID_CURSOR } from "../contract/errors.ts";
import type { Page } from "../contract/vendor.ts";

/**
 * Where a page starts. A list with vendor cursors goes by `cursor`; a list by offset goes by `index`, the number
 * of records before the page, and asks for `overlap` of them again to prove that nothing shifted in between.
 */
export type Position = { readonly cursor?: string; readonly index: number; readonly overlap: 0 | 1 };

/** Left out: only the vendor's `next` leads on. */
export type Seek = "offset" | undefined;

/** Records of a page, and the most the vendor gives in one. */
export type PageSize = { readonly limit: number; readonly most: number };

/** How many records to ask for: that of the page before comes on top, unless the vendor gives no more. */
export function requestSize({ overlap }: Position, { limit, most }: PageSize): number {
  return Math.min(limit + overlap, most);
}

/** What to send as the vendor's cursor. */
export function vendorCursor(seek: Seek, position: Position): string | undefined {
  if (seek === undefined) return position.cursor;
  const offset = position.index - position.overlap;
  return offset === 0 ? undefined : String(offset);
}

/** The position after a page that was read; undefined after the last one. */
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
  const ended =
    page.total === undefined ? page.items.length < requestSize(position, size) : index >= page.total;
  return ended ? undefined : { index, overlap: overlapFor(size) };
}

/** The position after an offset page not read yet, if that page comes back full. */
export function assumedFollowing(position: Position, size: PageSize): Position {
  return {
    index: position.index + requestSize(position, size) - position.overlap,
    overlap: overlapFor(size),
  };
}

export function isSamePosition(one: Position, other: Position): boolean {
  return one.index === other.index && one.cursor === other.cursor;
}

const overlapFor = ({ limit }: PageSize): 0 | 1 => (limit > 1 ? 1 : 0);

/** The page before, in the same steps as the walk forward: the first page has no overlap, the others one record. */
export function preceding(seek: Seek, { index }: Position, size: PageSize): Position | undefined {
  if (seek === undefined || index === 0) return undefined;
  const overlap = overlapFor(size);
  const start = index - requestSize({ index, overlap }, size) + overlap;
  return start <= overlap ? { index: 0, overlap: 0 } : { index: start, overlap };
}

/** The cursor that callers may keep and hand back to `list({ cursor })`; null where there is no such page. */
export function encodePosition(seek: Seek, position: Position | undefined, lastId?: string): string | null {
  if (!position) return null;
  if (seek === undefined) return position.cursor ?? null;
  return position.overlap ? `${position.index}:${lastId ?? ""}` : String(position.index);
}

/** Reads a cursor back, with the id of the record before it; throws `InvalidInputError` for one no list gave. */
export function decodePosition(
  seek: Seek,
  cursor: string | undefined,
): { position: Position; lastId?: string } {
  if (cursor === undefined) return { position: { index: 0, overlap: 0 } };
  if (seek === undefined) return { position: { cursor, index: 0, overlap: 0 } };
  const match = /^(\d{1,15})(?::(.*))?$/.exec(cursor);
  if (!match) {
    throw new InvalidInputError(INVALID_CURSOR);
  }
  const index = Number(match[1]);
  const lastId = match[2] || undefined;
  return { position: { index, overlap: match[2] !== undefined && index > 0 ? 1 : 0 }, lastId };
}
