import { invalidCursor } from "./errors.ts";

/**
 * Where a list goes on: in which device space, at which record of it, how many records the spaces before it have, and how many
 * this one has, once that is known.
 */
export type ListPosition = { spaceId: number; start: number; before: number; total?: number | undefined };

/** The cursor of a position; callers pass it on unread. */
export function writePosition({ spaceId, start, before, total }: ListPosition): string {
  return [spaceId, start, before, total ?? "-"].join(".");
}

export function readPosition(cursor: string): ListPosition {
  const [, spaceId, start, before, total] =
    /^(\d{1,15})\.(\d{1,15})\.(\d{1,15})\.(\d{1,15}|-)$/.exec(cursor) ?? [];
  if (!spaceId || !start || !before) {
    throw invalidCursor("devices.list");
  }
  const counted = total === "-" ? undefined : Number(total);
  return { spaceId: Number(spaceId), start: Number(start), before: Number(before), total: counted };
}

/**
 * The position after a page; undefined after the last page of the last space. `mayBeLast` where the page is full and only the total
 * says that the space has no more.
 */
export function positionAfter(
  { spaceId, start, before }: ListPosition,
  page: { rows: number; total: number | undefined; limit: number },
  spaceIds: readonly number[],
): { next?: ListPosition; mayBeLast: boolean } {
  const read = start + page.rows;
  const isBeyondTotal = read >= (page.total ?? 0);
  if (page.rows > 0 && (page.rows >= page.limit || !isBeyondTotal)) {
    return {
      next: { spaceId, start: read, before, total: page.total },
      mayBeLast: isBeyondTotal && page.total !== undefined,
    };
  }
  const following = spaceIds.find((id) => id > spaceId);
  if (following === undefined) return { mayBeLast: false };
  const next = { spaceId: following, start: 0, before: before + (page.total ?? read) };
  return { next, mayBeLast: false };
}

/** Without it pages could repeat and skip. Client code sorts like this; the vendor's guide does not mention it. */
export const ORDER = { "sortFields[0].name": "id", "sortFields[0].order": "ASC" } as const;
