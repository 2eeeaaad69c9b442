import { AbortedError } from "@mdmkit/runtime";
import { emptyReport } from "../contract/list-report.ts";
import type { Listing, ListPage, ListPlan, WalkControl } from "../contract/listing.ts";
import type { ListReport } from "../contract/model.ts";
import type { LookupReading } from "../contract/resource-contract.ts";
import type { Hydrator } from "./hydrate.ts";
import { markCursor, markOf, unmarkCursor } from "./list-mark.ts";
import type { Decision } from "./match.ts";
import { decodePosition, type PageSize } from "./position.ts";
import { type PageSource, type WalkedPage, walk } from "./walk.ts";

export type ListingOptions<Item> = {
  readonly plan: ListPlan;
  /**
   * Loads what tests the filters that are applied here, and then those on fields that only the hydrator fills. Absent, or without a
   * test: every record matches.
   */
  readonly matchers?:
    | ((reading: LookupReading) => Promise<readonly (((item: Item) => Decision) | undefined)[]>)
    | undefined;
  /** Creates the hydrator of a walk. */
  readonly hydrator?: ((report: ListReport) => Promise<Hydrator<Item>>) | undefined;
  readonly cursor?: string;
  /** Part of the list's identity, which cursors carry. */
  readonly remoteQuery?: Readonly<Record<string, unknown>> | undefined;
  /** The vendor's maximum page size. Default: the page size of the plan. */
  readonly mostPerPage?: number;
  readonly signal?: AbortSignal;
};

/** Creates the list that callers see from a source of vendor pages. */
export function createListing<Raw, Item extends { id: string }>(
  source: PageSource<Raw, Item>,
  options: ListingOptions<Item>,
): Listing<Item> {
  let report = emptyReport();
  const { plan } = options;
  const mark = markOf({ ...plan, remoteQuery: options.remoteQuery });

  async function* read(
    { signal: own }: WalkControl,
    { ahead, size, step }: Reading,
  ): AsyncGenerator<WalkedPage<Item>, void, undefined> {
    const current = emptyReport();
    report = current;
    const stop = new AbortController();
    const cursor = options.cursor === undefined ? undefined : unmarkCursor(mark, plan, options.cursor);
    const { position, lastId } = decodePosition(source.seek, cursor);
    const ends = [options.signal, own, stop.signal];
    const signal = AbortSignal.any(ends.filter((each) => each !== undefined));
    const walked = walk(
      source,
      {
        start: position,
        startAfter: lastId,
        size: { limit: size, most: options.mostPerPage ?? plan.pageSize },
        ...(step && { step }),
        ahead,
        signal,
      },
      current,
    );
    const isIn = (fits: Decision): boolean => {
      if (fits === undefined) current.undecided += 1;
      return fits === true;
    };
    current.reason = "aborted"; // stays if the caller stops iterating
    try {
      const hydrate = await options.hydrator?.(current);
      const [matches, matchesHydrated] = (await options.matchers?.({ report: current, signal })) ?? [];
      for await (const page of walked) {
        let items = page.items;
        if (matches) items = items.filter((item) => isIn(matches(item)));
        const unread = hydrate && (await hydrate(items, signal));
        if (matchesHydrated) {
          items = items.filter((item) => {
            const fits = matchesHydrated(item);
            return isIn(!fits && unread?.has(item) ? undefined : fits);
          });
        }
        current.matched += items.length;
        yield { ...page, items };
      }
    } catch (error) {
      current.reason = error instanceof AbortedError ? "aborted" : "failed";
      throw error;
    } finally {
      stop.abort(new AbortedError("The caller stopped reading the list."));
    }
  }

  const marked = ({ items, next, previous }: ListPage<Item>): ListPage<Item> => {
    return { items, next: markCursor(mark, next), previous: markCursor(mark, previous) };
  };
  return listingOf({
    async *pages(control = {}) {
      const reading = { ahead: plan.pagesAhead, size: plan.pageSize };
      for await (const page of read(control, reading)) yield marked(page);
    },
    async page(wanted = {}) {
      const { fillPage, planPage } = await import("./fill-page.ts");
      const filling = planPage(wanted, plan, {
        hydrates: options.hydrator !== undefined,
        overlapsAt: source.seek === "offset" ? (options.mostPerPage ?? plan.pageSize) : undefined,
      });
      const { size, limit } = filling;
      const step = limit > size ? { limit, most: limit + 1 } : undefined;
      const walked = read({}, { ahead: 0, size, ...(step && { step }) });
      const first = walked.next();
      const own = report;
      const page = await fillPage(first, walked, { ...filling, report: own });
      own.matched = page.items.length;
      return marked(plan.local.length > 0 ? { ...page, previous: null } : page);
    },
    report: () => report,
    plan,
  });
}

/** Pages to request ahead, records per page of the vendor, and the size of larger pages for callers. */
type Reading = { readonly ahead: number; readonly size: number; readonly step?: PageSize };

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
        async page(options) {
          const read = await page(options);
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

/** Hides the index and array that `Array.map` passes, since `change` may have optional parameters of its own. */
function toOne<Item, Changed>(change: (item: Item) => Changed): (item: Item) => Changed {
  return (item) => change(item);
}
