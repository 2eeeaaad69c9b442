import type { Page, PageRequest } from "../contract/resource-contract.ts";

/** All records of one page of what holds them: the apps of some devices. */
export type PartBatch<Raw> = {
  /** Null stands for a row that is no record. */
  readonly items: readonly (Raw | null)[];
  /** Cursor of the next page of holders. */
  readonly next?: string | undefined;
  /** Why records may be missing, as in `Page`. */
  readonly doubt?: Page<Raw>["doubt"];
  /** Fields that are absent because a supporting read failed. */
  readonly gaps?: Page<Raw>["gaps"];
};

/** How `listParts` reaches records through what holds them. */
export type PartList<Raw> = {
  /** About how many records a holder has, by which the size of its pages is chosen. */
  readonly perHolder: number;
  /** The most holders of a page. Default: no limit. */
  readonly mostHolders?: number | undefined;
  /** Id of a record; blank for what has none. */
  idOf(raw: Raw): string;
  /** Reads a page of `size` holders with all their records; undefined is the first one. */
  load(cursor: string | undefined, size: number): Promise<PartBatch<Raw>>;
  /** The error for a cursor that `listParts` did not make. */
  invalidCursor(): Error;
};

/** Pages of holders without any record that one page of the list passes: it is then empty, so that the walk, which has a budget, goes on. */
const MOST_EMPTY = 50;

/**
 * A page of a list whose records are reached through what holds them, as apps are through devices. Of a page of holders that has more
 * records than asked for, the rest comes with the next one.
 */
export async function listParts<Raw>(
  { cursor, limit }: Pick<PageRequest<never>, "cursor" | "limit">,
  { perHolder, mostHolders = Number.POSITIVE_INFINITY, idOf, load, invalidCursor }: PartList<Raw>,
): Promise<Page<Raw>> {
  const idAt = (items: PartBatch<Raw>["items"], index: number) => {
    const item = items[index];
    return item ? idOf(item) : "";
  };
  const size = Math.min(Math.ceil(limit / perHolder), mostHolders);
  let position: Position | undefined =
    cursor === undefined ? { holders: undefined, size, at: 0, after: "" } : decodePosition(cursor);
  if (!position) throw invalidCursor();
  const items: (Raw | null)[] = [];
  let doubt: Page<Raw>["doubt"];
  let gaps: Page<Raw>["gaps"];
  for (let pages = 0; position && items.length === 0 && pages < MOST_EMPTY; pages += 1) {
    const batch: PartBatch<Raw> = await load(position.holders, position.size);
    const start = resume(position, batch.items, idAt);
    const end = Math.min((start ?? position.at) + limit, batch.items.length);
    items.push(...batch.items.slice(start ?? position.at, end));
    doubt ??= batch.doubt ?? (start === undefined ? "shifted" : undefined);
    gaps = batch.gaps ?? gaps;
    if (end < batch.items.length) position = { ...position, at: end, after: idAt(batch.items, end - 1) };
    else if (batch.next === undefined) position = undefined;
    else position = { holders: batch.next, size: position.size, at: 0, after: "" };
  }
  return { items, doubt, gaps, ...(position && { next: encodePosition(position) }) };
}

/** Where a walk stands: a page of holders, and how many of its records were given already. */
type Position = {
  /** Cursor of the page of holders; undefined for the first. */
  readonly holders: string | undefined;
  /** Holders in that page. */
  readonly size: number;
  readonly at: number;
  /** Id of the last record given of this page: what shows that records came or went. */
  readonly after: string;
};

function encodePosition({ holders = "", size, at, after }: Position): string {
  return [size, at, after, holders].join("/");
}

function decodePosition(cursor: string): Position | undefined {
  const [, size, at, after = "", holders] = /^([1-9]\d{0,3})\/(\d{1,9})\/([^/]*)\/(.*)$/s.exec(cursor) ?? [];
  if (holders === undefined) return undefined;
  return { holders: holders || undefined, size: Number(size), at: Number(at), after };
}

/** The index behind the last record given, though others have come or gone before it; undefined if it is no longer there. */
function resume<Raw>(
  { at, after }: Position,
  items: readonly (Raw | null)[],
  idAt: (items: readonly (Raw | null)[], index: number) => string,
): number | undefined {
  if (at === 0) return 0;
  const last = [at - 1, ...items.keys()].find((index) => idAt(items, index) === after);
  return last === undefined ? undefined : last + 1;
}
