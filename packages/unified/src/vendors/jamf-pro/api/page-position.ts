import { type PageRequest, type PrimaryCall, readAround } from "@mdmkit/unified/vendor";
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

export type PageEnd = "more" | "unsure" | "last";

/** Whether more follows a page. `unsure`: it is full, and only the total says that it is the last. */
export function endOf(
  { page, size }: PagePosition,
  { items, total }: { items: readonly unknown[]; total: number | undefined },
): PageEnd {
  if (items.length === 0) return "last";
  const isBeyondTotal = (page + 1) * size >= (total ?? 0);
  if (items.length < size) return isBeyondTotal ? "last" : "more";
  return isBeyondTotal && total !== undefined ? "unsure" : "more";
}

type Counted<Item> = { readonly items: readonly (Item | null)[]; readonly total: number | undefined };

/** Reads one page; records that make it fail are null. */
export async function readPage<Item>(
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
