import type { Page, PageRequest } from "../contract/resource-contract.ts";

/** How `pageByOffset` reads a list. */
export type OffsetList<Raw> = {
  /** The most rows of a page. */
  readonly most: number;
  /** Id of a row; blank for what has none. */
  idOf(row: Raw | null | undefined): string;
  /** Reads rows. */
  load(rows: { limit: number; skip: number }): Promise<readonly (Raw | null)[]>;
  /** The error for a cursor that `pageByOffset` did not make. */
  invalidCursor(): Error;
};

/**
 * A page of a list by offset that cannot have `seek: "offset"`, because it is only a part of a list. Each page overlaps the one before by a
 * row, to notice when the list shifted.
 */
export async function pageByOffset<Raw>(
  { cursor = "0:", limit }: Pick<PageRequest<never>, "cursor" | "limit">,
  { most, idOf, load, invalidCursor }: OffsetList<Raw>,
): Promise<Page<Raw>> {
  const [, offset, after] = /^(\d{1,9}):(.*)$/s.exec(cursor) ?? [];
  if (after === undefined) throw invalidCursor();
  const overlap = Number(offset) > 0 ? 1 : 0;
  const skip = Number(offset) - overlap;
  const size = Math.min(limit + overlap, most);
  const rows = await load({ limit: size, skip });
  const isShifted = after !== "" && idOf(rows[0]) !== after;
  return {
    items: rows.slice(overlap),
    doubt: isShifted ? "shifted" : undefined,
    ...(rows.length >= size && { next: `${skip + rows.length}:${idOf(rows.at(-1))}` }),
  };
}
