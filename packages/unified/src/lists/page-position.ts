import type { PageRequest, PrimaryCall } from "../contract/vendor.ts";
import { readAround } from "./read-around.ts";

/** A place in a list by page number, counted from 0. The page size belongs to it. */
export type PagePosition = { page: number; size: number };

export function encodePagePosition({ page, size }: PagePosition): string {
  return `${page}:${size}`;
}

/** The place of a cursor; undefined for any other text. */
export function decodePagePosition(cursor: string): PagePosition | undefined {
  const [, page, size] = /^(\d{1,9}):(\d{1,4})$/.exec(cursor) ?? [];
  return size === undefined || Number(size) === 0 ? undefined : { page: Number(page), size: Number(size) };
}

/** Whether more follows a page. `unsure`: it is full, and only the total says that it is the last. */
export type PageEnd = "more" | "unsure" | "last";

export function endOfPage(
  { page, size }: PagePosition,
  { items, total }: { items: readonly unknown[]; total: number | undefined },
): PageEnd {
  if (items.length === 0) return "last";
  const isBeyondTotal = (page + 1) * size >= (total ?? 0);
  if (items.length < size) return isBeyondTotal ? "last" : "more";
  return isBeyondTotal && total !== undefined ? "unsure" : "more";
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
