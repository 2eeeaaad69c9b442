import type { ListReport } from "./model.ts";

/**
 * A page of a list. `next` and `previous` are cursors for `list({ cursor })` with the same filters; null if that page does not
 * exist, and `previous` also where the vendor cannot go back, or filters are applied here.
 */
export type ListPage<Item> = {
  /** The records of the page. */
  items: Item[];
  /** Cursor of the next page. */
  next: string | null;
  /** Cursor of the page before. */
  previous: string | null;
};

/** The content of a list, and how it is read: which filters the vendor applies and which are applied here. */
export type ListPlan = {
  /** Vendor id. */
  readonly vendor: string;
  /** `devices`, `users` … */
  readonly resource: string;
  /** As they were given. */
  readonly filters: Readonly<Record<string, unknown>>;
  /** A hash of `remoteQuery`, whose values may be secret: equal for equal parameters. Absent where there are none. */
  readonly remoteQueryHash?: string | undefined;
  /** Filters that the vendor applies. */
  readonly pushed: readonly string[];
  /** Filters that are applied here. */
  readonly local: readonly string[];
  /** Those of `local` by which the vendor leaves out some records that do not match, so that fewer are read. */
  readonly narrowed: readonly string[];
  /** Other lists that are read before the first record, as they answer filters of `local`: `groups.members` … */
  readonly lookups?: readonly string[] | undefined;
  /** Records per vendor page. */
  readonly pageSize: number;
  /**
   * Pages that are requested before the reader needs them: `prefetch`, but at most 1 where only a page of the vendor says how to
   * request the next.
   */
  readonly pagesAhead: number;
  /** False for a list that continues from a cursor, without the records before it. */
  readonly fromStart: boolean;
  /** True where earlier enrollments of a device stay in the list as records of their own. */
  readonly keepsEnrollments?: boolean | undefined;
};

/** The size of a page, and what reading it may cost. A page that the budget ends is shorter, and `next` goes on from there. */
export type PageOptions = {
  /** The maximum of records. Default: the list's `pageSize`. */
  readonly limit?: number;
  /** Pages of the vendor that may be read. 1 gives one page of the vendor, as filters leave it. Default: 50. */
  readonly requests?: number;
  /** No further page of the vendor is requested after this time. Default: 15,000. */
  readonly timeMs?: number;
};

/** `signal` ends this one walk, and its requests. */
export type WalkControl = {
  /** Ends this one walk, and its requests. */
  readonly signal?: AbortSignal;
};

/**
 * A list not read yet. Iterate it by record (`for await`), by page (`pages()`) or into an array (`toArray()`);
 * each starts a walk of its own. `report` describes the latest walk and is final when that ends: look at
 * `report.complete`, and for a list from a cursor at `plan.fromStart`, before concluding that a record does not exist.
 */
export type Listing<Item> = AsyncIterable<Item> & {
  /** The same list by page. */
  pages(control?: WalkControl): AsyncGenerator<ListPage<Item>, void, undefined>;
  /**
   * Only the first records, for callers that continue with `next` as `list({ cursor })`. Pages of the vendor are read until
   * the page is full, so it is empty only at the end of the list, or where the budget ended before a record matched.
   */
  page(options?: PageOptions): Promise<ListPage<Item>>;
  /** Every record in memory. For large fleets iterate instead. */
  toArray(): Promise<Item[]>;
  /** The same list of something else: each record passes through `change` when it is read. Shares `report` and `plan`. */
  map<Changed>(change: (item: Item) => Changed): Listing<Changed>;
  /** What the latest walk has read, and whether it is all. */
  readonly report: Readonly<ListReport>;
  /** What the list is of, and how it is read. */
  readonly plan: ListPlan;
};
