import { invalidCursor } from "./errors.ts";

/** A place in a list that goes by page number; the page size belongs to it. */
export type PagePosition = { page: number; size: number };

export function encodePagePosition({ page, size }: PagePosition): string {
  return `${page}:${size}`;
}

export function decodePagePosition(cursor: string, operation: string): PagePosition {
  const [, page, size] = /^(\d{1,9}):(\d{1,4})$/.exec(cursor) ?? [];
  if (size === undefined || Number(size) === 0) throw invalidCursor(operation);
  return { page: Number(page), size: Number(size) };
}

/** Whether a page is the last: by the total where there is one, else by its length. */
export function isLastPage(
  { page, size }: PagePosition,
  { items, total }: { items: readonly unknown[]; total: number | undefined },
): boolean {
  if (items.length === 0) return true;
  return total === undefined ? items.length < size : (page + 1) * size >= total;
}
