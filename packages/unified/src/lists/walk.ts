import type { NoteDrift } from "../contract/drift.ts";
import { addGaps } from "../contract/list-report.ts";
import type { ListReport } from "../contract/model.ts";
import type { Page, SplitBudget } from "../contract/resource-contract.ts";
import { countIn } from "../records/drift.ts";
import {
  assumedFollowing,
  encodePlace,
  encodePosition,
  following,
  isSamePosition,
  mayEndAt,
  type PageSize,
  type Place,
  type Position,
  preceding,
  requestSize,
  type Seek,
  vendorCursor,
} from "./position.ts";
import { createSplitBudget } from "./read-around.ts";
import { createTally, type Tally } from "./tally.ts";

type LoadContext = {
  readonly split: SplitBudget;
  /** The total rules the page out. The number of records that come if it is right: those that overlap the page before. */
  readonly ruledOut?: 0 | 1 | undefined;
};

/** The pages of one list of one vendor. */
export type PageSource<Raw, Item> = {
  readonly seek: Seek;
  /** One page, with at most `limit` records. */
  load(
    cursor: string | undefined,
    signal: AbortSignal,
    limit: number,
    context: LoadContext,
  ): Promise<Page<Raw>>;
  /** Maps one record; undefined when it cannot be read at all. */
  read(raw: Raw | null, note: NoteDrift): Item | undefined;
  readonly onDrift?: NoteDrift | undefined;
};

export type WalkOptions = {
  readonly start: Position;
  /** Id of the record before `start`, for a walk that continues an earlier one. */
  readonly startAfter?: string;
  readonly size: PageSize;
  /** The size of the callers' pages, in whose steps `previous` leads back. Default: `size`. */
  readonly step?: PageSize;
  /** Pages to request ahead. Lists by vendor cursor can read one page ahead at most. */
  readonly ahead: number;
  readonly signal: AbortSignal;
};

export type WalkedPage<Item> = {
  items: Item[];
  next: string | null;
  previous: string | null;
  /** The cursor of a page that begins with one of the items. */
  cursorAt(item: Item): string | null;
};

/** Reads page after page and keeps the report. Ends after the last page or at a loop. Throws when a request fails. */
export async function* walk<Raw, Item extends { id: string }>(
  source: PageSource<Raw, Item>,
  options: WalkOptions,
  report: ListReport,
): AsyncGenerator<WalkedPage<Item>, void, undefined> {
  const { seek } = source;
  const { start } = options;
  const skipped = seek === "offset" || start.cursor === undefined ? start.index : undefined;
  const tally = createTally<Item>(report, { after: options.startAfter, skipped });
  /** In a list by cursor: the record behind which to begin, within the first page. */
  let behind = seek === undefined ? options.startAfter : undefined;
  const reader = createReadAhead(source, options);

  const handOut = ({ lastId, ...page }: HeldPage<Item>, next: Position | undefined): WalkedPage<Item> => ({
    ...page,
    next: encodePosition(seek, next, lastId),
  });
  // A page that is probably the last one. The next page is requested before this one is returned.
  let held: HeldPage<Item> | undefined;

  for (let position: Position | undefined = start; position; ) {
    let page: Page<Raw>;
    try {
      page = await reader.take(position, held !== undefined);
    } catch (error) {
      if (held) yield handOut(held, position);
      throw error;
    }
    addGaps(report, page.gaps ?? []);
    tally.total(page.total);
    tally.doubt(page.doubt);
    const read = readAll(page.items, source, report);
    const { endsUnreadable } = read;
    const readable = behind === undefined ? read.readable : itemsBehind(behind, read.readable, tally);
    behind = undefined;
    const { fresh, looped } = tally.page(readable, { overlap: position.overlap, part: page.part });
    const current: Position = position;
    position = looped ? undefined : following(seek, position, page, options.size);
    // An unreadable record cannot be compared with the next page.
    if (position && endsUnreadable) position = { ...position, overlap: 0 };
    const mayEnd =
      position !== undefined && mayEndAt(seek, position, { page, position: current, size: options.size });
    if (position) reader.prepare(position, page.total, mayEnd);
    // Rows that cannot be read are rows: the list goes on, and whoever bounds it must see each page.
    const hasRows = fresh.length > 0 || read.unreadable.length > 0;
    if (held && hasRows) yield handOut(held, current);
    if (!held || hasRows) {
      const previous = encodePosition(seek, preceding(seek, current, options.step ?? options.size));
      const cursorAt = (item: Item) => encodePlace(seek, current, placeOf(item, read));
      held = { items: fresh, previous, lastId: tally.lastId(), cursorAt };
    }
    if (mayEnd) continue;
    yield handOut(held, position);
    held = undefined;
  }
  tally.end();
}

type HeldPage<Item> = Omit<WalkedPage<Item>, "next"> & { readonly lastId: string | undefined };

type ReadItems<Item> = {
  readonly readable: Item[];
  /** Where in the vendor's page the records are that cannot be read. */
  readonly unreadable: readonly number[];
  readonly endsUnreadable: boolean;
};

/** Reads the records of a page; what cannot be read, and what drifted, goes to the report. */
function readAll<Raw, Item>(
  items: readonly (Raw | null)[],
  { read, onDrift }: PageSource<Raw, Item>,
  report: ListReport,
): ReadItems<Item> {
  const note = countIn(report, onDrift);
  const readable: Item[] = [];
  const unreadable: number[] = [];
  for (const [at, raw] of items.entries()) {
    const item = read(raw, note);
    if (item === undefined) unreadable.push(at);
    else readable.push(item);
  }
  report.unreadable += unreadable.length;
  return { readable, unreadable, endsUnreadable: unreadable.at(-1) === items.length - 1 && items.length > 0 };
}

function placeOf<Item extends { id: string }>(item: Item, { readable, unreadable }: ReadItems<Item>): Place {
  const at = readable.indexOf(item);
  let index = at;
  for (const gap of unreadable) if (gap <= index) index += 1;
  return { index, after: readable[at - 1]?.id, isAdjacent: at > 0 && !unreadable.includes(index - 1) };
}

/** The items behind the one with an id; all of them if it is no longer there. */
function itemsBehind<Item extends { id: string }>(
  id: string,
  items: Item[],
  { doubt }: Pick<Tally<Item>, "doubt">,
): Item[] {
  const at = items.findIndex((item) => item.id === id);
  if (at < 0) doubt("shifted");
  return items.slice(at + 1);
}

/** Aborts pages that were read ahead and are not needed. One signal for many pages, since combining signals is not cheap. */
function createSurplus(signal: AbortSignal): { signal: AbortSignal; abort(): void } {
  const controller = new AbortController();
  return { signal: AbortSignal.any([signal, controller.signal]), abort: () => controller.abort() };
}

/** Pages in flight, in the order of the list. */
function createReadAhead<Raw, Item>(source: PageSource<Raw, Item>, { size, ahead, signal }: WalkOptions) {
  let queue: { position: Position; page: Promise<Page<Raw>> }[] = [];
  let surplus = createSurplus(signal);
  const split = createSplitBudget();

  const request = (position: Position, ends: AbortSignal, isRuledOut: boolean) =>
    source.load(vendorCursor(source.seek, position), ends, requestSize(position, size), {
      split,
      ruledOut: isRuledOut ? position.overlap : undefined,
    });
  const load = (position: Position, isRuledOut = false) => {
    const page = request(position, surplus.signal, isRuledOut);
    page.catch(() => {}); // awaited later; until then a failure must not be an unhandled rejection
    queue.push({ position, page });
  };

  return {
    take(position: Position, isRuledOut: boolean): Promise<Page<Raw>> {
      const head = queue.shift();
      if (head && isSamePosition(head.position, position)) return head.page;
      return request(position, signal, isRuledOut);
    },
    prepare(next: Position, total: number | undefined, isRuledOut: boolean): void {
      // Pages were read ahead assuming full pages. After a short page they would leave a gap.
      if (queue[0] && !isSamePosition(queue[0].position, next)) {
        surplus.abort();
        surplus = createSurplus(signal);
        queue = [];
      }
      if (ahead > 0 && queue.length === 0) load(next, isRuledOut);
      if (source.seek !== "offset" || total === undefined) return;
      while (queue.length < ahead) {
        const position = assumedFollowing(queue.at(-1)?.position ?? next, size);
        if (position.index >= total) return;
        load(position);
      }
    },
  };
}
