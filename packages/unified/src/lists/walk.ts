import type { NoteDrift } from "../contract/drift.ts";
import { addGaps } from "../contract/list-report.ts";
import type { ListReport } from "../contract/model.ts";
import type { Page } from "../contract/vendor.ts";
import { countIn } from "../records/drift.ts";
import {
  assumedFollowing,
  encodePosition,
  following,
  isSamePosition,
  type PageSize,
  type Position,
  preceding,
  requestSize,
  type Seek,
  vendorCursor,
} from "./position.ts";
import { createTally } from "./tally.ts";

/** The pages of one list of one vendor. */
export type PageSource<Raw, Item> = {
  readonly seek: Seek;
  /** One page, with at most `limit` records. */
  load(cursor: string | undefined, signal: AbortSignal, limit: number): Promise<Page<Raw>>;
  /** Maps one record; undefined when it cannot be read at all. */
  read(raw: Raw, note: NoteDrift): Item | undefined;
  readonly onDrift?: NoteDrift | undefined;
};

export type WalkOptions = {
  readonly start: Position;
  /** Id of the record before `start`, for a walk that continues an earlier one. */
  readonly startAfter?: string;
  readonly size: PageSize;
  /** Pages to request ahead. Lists by vendor cursor can read one page ahead at most. */
  readonly ahead: number;
  readonly signal: AbortSignal;
};

export type WalkedPage<Item> = { items: Item[]; next: string | null; previous: string | null };

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
  const reader = createReadAhead(source, options);

  for (let position: Position | undefined = start; position; ) {
    const page: Page<Raw> = await reader.take(position);
    addGaps(report, page.gaps ?? []);
    tally.total(page.total);
    tally.doubt(page.doubt);
    const { fresh, looped } = tally.page(readAll(page.items, source, report), position.overlap);
    const previous = position;
    position = looped ? undefined : following(seek, position, page, options.size);
    if (position) reader.prepare(position, page.total);
    yield {
      items: fresh,
      next: encodePosition(seek, position, tally.lastId()),
      previous: encodePosition(seek, preceding(seek, previous, options.size)),
    };
  }
  tally.end();
}

/** Reads the records of a page; what cannot be read, and what drifted, goes to the report. */
function readAll<Raw, Item>(
  items: readonly Raw[],
  { read, onDrift }: PageSource<Raw, Item>,
  report: ListReport,
): Item[] {
  const note = countIn(report, onDrift);
  const readable: Item[] = [];
  for (const raw of items) {
    const item = read(raw, note);
    if (item === undefined) report.unreadable += 1;
    else readable.push(item);
  }
  return readable;
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

  const request = (position: Position, ends: AbortSignal) =>
    source.load(vendorCursor(source.seek, position), ends, requestSize(position, size));
  const load = (position: Position) => {
    const page = request(position, surplus.signal);
    page.catch(() => {}); // awaited later; until then a failure must not be an unhandled rejection
    queue.push({ position, page });
  };

  return {
    take(position: Position): Promise<Page<Raw>> {
      const head = queue.shift();
      if (head && isSamePosition(head.position, position)) return head.page;
      return request(position, signal);
    },
    prepare(next: Position, total: number | undefined): void {
      // Pages were read ahead assuming full pages. After a short page they would leave a gap.
      if (queue[0] && !isSamePosition(queue[0].position, next)) {
        surplus.abort();
        surplus = createSurplus(signal);
        queue = [];
      }
      if (ahead > 0 && queue.length === 0) load(next);
      if (source.seek !== "offset" || total === undefined) return;
      while (queue.length < ahead) {
        const position = assumedFollowing(queue.at(-1)?.position ?? next, size);
        if (position.index >= total) return;
        load(position);
      }
    },
  };
}
