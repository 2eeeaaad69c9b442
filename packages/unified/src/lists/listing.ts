import { AbortedError } from "@mdmkit/runtime";
import { emptyReport } from "../contract/list-report.ts";
import type { Listing, ListPage, ListPlan, WalkControl } from "../contract/listing.ts";
import type { ListReport } from "../contract/model.ts";
import type { Hydrator } from "./hydrate.ts";
import { markCursor, markOf, unmarkCursor } from "./list-mark.ts";
import { decodePosition } from "./position.ts";
import { type PageSource, walk } from "./walk.ts";

export type ListingOptions<Item> = {
  readonly plan: ListPlan;
  readonly matches: (item: Item) => boolean;
  /** The filters by fields that only the hydrator fills. */
  readonly matchesHydrated?: ((item: Item) => boolean) | undefined;
  /** Makes what fills fields that the list lacks, once for each walk. */
  readonly hydrator?: ((report: ListReport) => Hydrator<Item>) | undefined;
  readonly cursor?: string;
  /** Part of what a cursor belongs to. */
  readonly remoteQuery?: Readonly<Record<string, unknown>> | undefined;
  /** The most records the vendor gives at a time. Default: the page size of the plan. */
  readonly mostPerPage?: number;
  readonly prefetch?: number;
  readonly signal?: AbortSignal;
};

/** Makes the list that callers see of one vendor's pages. */
export function createListing<Raw, Item extends { id: string }>(
  source: PageSource<Raw, Item>,
  options: ListingOptions<Item>,
): Listing<Item> {
  let report = emptyReport();
  const { plan } = options;
  const mark = markOf({ ...plan, remoteQuery: options.remoteQuery });

  async function* pages(
    control: WalkControl = {},
    ahead = options.prefetch ?? 1,
  ): AsyncGenerator<ListPage<Item>, void, undefined> {
    const current = emptyReport();
    report = current;
    const stop = new AbortController();
    const cursor = options.cursor === undefined ? undefined : unmarkCursor(mark, plan, options.cursor);
    const { position, lastId } = decodePosition(source.seek, cursor);
    const ends = [options.signal, control.signal, stop.signal].filter((each) => each !== undefined);
    const signal = ends.length > 1 ? AbortSignal.any(ends) : stop.signal;
    const walked = walk(
      source,
      {
        start: position,
        startAfter: lastId,
        size: { limit: plan.pageSize, most: options.mostPerPage ?? plan.pageSize },
        ahead,
        signal,
      },
      current,
    );
    const hydrate = options.hydrator?.(current);
    current.reason = "aborted"; // what it is if the caller leaves early
    try {
      for await (const page of walked) {
        let items = page.items.filter(options.matches);
        const unread = hydrate && (await hydrate(items, signal));
        const { matchesHydrated } = options;
        if (matchesHydrated) {
          items = items.filter((item) => {
            const fits = matchesHydrated(item);
            // Whether it would fit, nobody knows.
            if (!fits && unread?.has(item)) current.undecided += 1;
            return fits;
          });
        }
        current.matched += items.length;
        yield { items, next: markCursor(mark, page.next), previous: markCursor(mark, page.previous) };
      }
    } catch (error) {
      current.reason = error instanceof AbortedError ? "aborted" : "failed";
      throw error;
    } finally {
      stop.abort(new AbortedError("The list was left before its end."));
    }
  }

  return listingOf({
    pages,
    async page() {
      const walked = pages({}, 0);
      const first = walked.next();
      const own = report;
      const { value: page } = await first;
      // With no page to follow, the walk still has to settle its report; else it ends here, as was asked.
      if (page?.next === null) await walked.next();
      await walked.return();
      if (page?.next) own.reason = null;
      return page ?? { items: [], next: null, previous: null };
    },
    report: () => report,
    plan,
  });
}

type Pages<Item> = Pick<Listing<Item>, "pages" | "page" | "plan"> & { report(): Readonly<ListReport> };

function listingOf<Item>({ pages, page, report, plan }: Pages<Item>): Listing<Item> {
  return {
    pages: (control) => pages(control),
    page,
    async *[Symbol.asyncIterator]() {
      for await (const { items } of pages()) for (const item of items) yield item;
    },
    async toArray() {
      const all: Item[] = [];
      for await (const { items } of pages()) for (const item of items) all.push(item);
      return all;
    },
    map: (change) =>
      listingOf({
        async *pages(control) {
          for await (const read of pages(control)) yield { ...read, items: read.items.map(toOne(change)) };
        },
        async page() {
          const read = await page();
          return { ...read, items: read.items.map(toOne(change)) };
        },
        report,
        plan,
      }),
    get report() {
      return report();
    },
    plan,
  };
}

/** Without the index and the array that `Array.map` passes: what is given here may take more than a record. */
function toOne<Item, Changed>(change: (item: Item) => Changed): (item: Item) => Changed {
  return (item) => change(item);
}
