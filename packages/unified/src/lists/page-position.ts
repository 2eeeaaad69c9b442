import type { VendorErrors } from "../contract/errors.ts";
import type { Page, PageRequest, PrimaryCall } from "../contract/resource-contract.ts";
import { readAround } from "./read-around.ts";

/**
 * A place in a list by page number, counted from 0. The page size belongs to it, and the total where that was read when the list
 * began.
 */
export type PagePosition = {
  /** From 0. */
  page: number;
  /** Records of a page. */
  size: number;
  /** Records of the list, as the vendor counted them when it began. */
  total?: number | undefined;
};

/** The cursor of a place. `pagePosition` reads it. */
export function encodePagePosition({ page, size, total }: PagePosition): string {
  return [page, size, total].filter((part) => part !== undefined).join(":");
}

/** The place of a cursor, or the first page. */
export function pagePosition(
  { cursor, limit }: Pick<PageRequest<never>, "cursor" | "limit">,
  { invalidCursor }: Pick<VendorErrors, "invalidCursor">,
  operation?: string,
): PagePosition {
  if (cursor === undefined) return { page: 0, size: limit };
  const [, page, size, total] = /^(\d{1,9}):([1-9]\d{0,3})(?::(\d{1,15}))?$/.exec(cursor) ?? [];
  if (size === undefined) throw invalidCursor(operation);
  return { page: Number(page), size: Number(size), total: total === undefined ? undefined : Number(total) };
}

/** Whether more follows a page. `unsure`: it is full, and only the total says that it is the last. */
export type PageEnd = "more" | "unsure" | "last";

/** Whether more follows a page, by what it holds. `total` is undefined for a vendor that returns none. */
export function endOfPage(
  { page, size }: PagePosition,
  { items, total }: { items: readonly unknown[]; total: number | undefined },
): PageEnd {
  if (items.length === 0) return "last";
  const isBeyondTotal = (page + 1) * size >= (total ?? 0);
  if (items.length < size) return isBeyondTotal ? "last" : "more";
  return isBeyondTotal && total !== undefined ? "unsure" : "more";
}

/** The page at a place, with the cursor of the next one. */
export function withNextPage<Raw>(
  position: PagePosition,
  read: Counted<Raw> & Pick<Page<Raw>, "gaps">,
): Page<Raw> {
  const end = endOfPage(position, read);
  if (end === "last") return read;
  const next = encodePagePosition({ ...position, page: position.page + 1 });
  return { ...read, next, mayBeLast: end === "unsure" };
}

type Counted<Item> = { readonly items: readonly (Item | null)[]; readonly total: number | undefined };

/** Reads the page at a place; records that make it fail are null. */
export async function readPageAt<Item>(
  { page, size }: PagePosition,
  { split, primary }: Pick<PageRequest<never>, "split" | "primary">,
  load: (position: PagePosition, call: PrimaryCall) => Promise<Counted<Item>>,
): Promise<Counted<Item>> {
  const span = { offset: page * size, size };
  const { items, total } = await readAround<Item>(span, { split, aligned: true }, (part, call) =>
    load({ page: part.offset / part.size, size: part.size }, { ...primary, ...call }),
  );
  return { items, total };
}
