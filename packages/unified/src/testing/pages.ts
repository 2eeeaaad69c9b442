import type { Listing } from "../contract/listing.ts";
import type { Page } from "../contract/vendor.ts";
import { createListing, type ListingOptions } from "../lists/listing.ts";
import type { PageSource } from "../lists/walk.ts";

export type TestItem = { id: string };

export type PagedSource = PageSource<TestItem | null, TestItem> & {
  /** Cursors asked for, in order. */
  readonly asked: (string | undefined)[];
  /** The most pages that were in flight at once. */
  readonly most: number;
};

/** A vendor's list by offset, cut from records that may change while it is read. */
export function offsetSource(
  records: () => readonly (TestItem | null)[],
  { limit, total = () => records().length }: { limit: number; total?: (() => number) | null },
): PagedSource {
  return source("offset", (cursor, asked) => {
    const skip = Number(cursor ?? 0);
    return { items: records().slice(skip, skip + Math.min(asked, limit)), ...(total && { total: total() }) };
  });
}

/** A vendor's list by cursor: each page names the next. */
export function cursorSource(pages: Readonly<Record<string, Page<TestItem | null>>>): PagedSource {
  return source(undefined, (cursor = "") => pages[cursor] ?? { items: [] });
}

function source(
  seek: "offset" | undefined,
  load: (cursor: string | undefined, limit: number) => Page<TestItem | null>,
): PagedSource {
  const asked: (string | undefined)[] = [];
  const flight = { now: 0, most: 0 };
  return {
    seek,
    asked,
    get most() {
      return flight.most;
    },
    async load(cursor, signal, limit) {
      signal.throwIfAborted();
      asked.push(cursor);
      flight.most = Math.max(flight.most, ++flight.now);
      await Promise.resolve();
      await Promise.resolve();
      flight.now -= 1;
      return load(cursor, limit);
    },
    read: (raw) => raw ?? undefined,
  };
}

export function listingOf(
  from: PagedSource,
  { pageSize, ...options }: { pageSize: number } & Partial<ListingOptions<TestItem>>,
): Listing<TestItem> {
  return createListing(from, {
    plan: {
      vendor: "toy",
      resource: "devices",
      filters: {},
      pushed: [],
      local: [],
      narrowed: [],
      pageSize,
      fromStart: options.cursor === undefined,
    },
    matches: () => true,
    ...options,
  });
}

/** Records named `r000`, `r001`, … */
export function numbered(count: number): TestItem[] {
  return Array.from({ length: count }, (_, at) => ({ id: `r${String(at).padStart(3, "0")}` }));
}
