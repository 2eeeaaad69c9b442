import { AbortedError } from "@mdmkit/runtime";
import type { Hydrator } from "./hydrate.ts";
import type { ListReport } from "./model.ts";
import { decodePosition } from "./position.ts";
import { emptyReport } from "./report.ts";
import { type PageSource, walk } from "./walk.ts";

/** A page of a list; `next` and `previous` are cursors for `list({ cursor })`, null where there is no such page. */
export type ListPage<Item> = { items: Item[]; next: string | null; previous: string | null };

/** How a list is read: which filters the vendor applies and which are applied here. */
export type ListPlan = {
  readonly pushed: readonly string[];
  readonly local: readonly string[];
  readonly pageSize: number;
};

/**
 * A list not read yet. Iterate it by record (`for await`), by page (`pages()`) or into an array (`toArray()`);
 * each starts a walk of its own. `report` tells of the latest walk and is final when that ends: look at
 * `report.complete` before concluding that a record does not exist.
 */
export type Listing<Item> = AsyncIterable<Item> & {
  pages(): AsyncGenerator<ListPage<Item>, void, undefined>;
  /** Every record in memory. For large fleets iterate instead. */
  toArray(): Promise<Item[]>;
  readonly report: Readonly<ListReport>;
  readonly plan: ListPlan;
};

export type ListingOptions<Item> = {
  readonly plan: ListPlan;
  readonly matches: (item: Item) => boolean;
  /** Makes what fills fields that the list lacks, once for each walk. */
  readonly hydrator?: ((report: ListReport) => Hydrator<Item>) | undefined;
  readonly cursor?: string;
  readonly prefetch?: number;
  readonly signal?: AbortSignal;
};

/** Makes the list that callers see of one vendor's pages. */
export function createListing<Raw, Item extends { id: string }>(
  source: PageSource<Raw, Item>,
  options: ListingOptions<Item>,
): Listing<Item> {
  let report = emptyReport();

  async function* pages(): AsyncGenerator<ListPage<Item>, void, undefined> {
    const current = emptyReport();
    report = current;
    const stop = new AbortController();
    const { position, lastId } = decodePosition(source.seek, options.cursor);
    const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
    const { plan, prefetch = 1 } = options;
    const walked = walk(
      source,
      { start: position, startAfter: lastId, limit: plan.pageSize, ahead: prefetch, signal },
      current,
    );
    const hydrate = options.hydrator?.(current);
    current.reason = "aborted"; // what it is if the caller leaves early
    try {
      for await (const page of walked) {
        const items = page.items.filter(options.matches);
        current.matched += items.length;
        if (hydrate) await hydrate(items, signal);
        yield { items, next: page.next, previous: page.previous };
      }
    } catch (error) {
      current.reason = error instanceof AbortedError ? "aborted" : "failed";
      throw error;
    } finally {
      stop.abort(new AbortedError("The list was left before its end."));
    }
  }

  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const page of pages()) for (const item of page.items) yield item;
    },
    async toArray() {
      const all: Item[] = [];
      for await (const page of pages()) for (const item of page.items) all.push(item);
      return all;
    },
    get report() {
      return report;
    },
    plan: options.plan,
  };
}
