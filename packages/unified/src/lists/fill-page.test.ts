import { RateLimitError } from "@mdmkit/runtime";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PageOptions } from "../contract/listing.ts";
import {
  cursorSource,
  listingOf,
  numbered,
  offsetSource,
  type PagedSource,
  type TestItem,
} from "../fixtures/pages.ts";

const MOST = 7;
type Filter = (item: TestItem) => boolean;

/** A list with a filter that is applied here, or with none. */
function listOf(from: PagedSource, { matches, cursor }: { matches?: Filter; cursor?: string | null }) {
  const plan = {
    vendor: "toy",
    resource: "devices",
    filters: {},
    pushed: [],
    narrowed: [],
    pagesAhead: 0,
    fromStart: !cursor,
  };
  return listingOf(from, {
    pageSize: MOST,
    plan: { ...plan, local: matches ? ["name"] : [], pageSize: MOST },
    mostPerPage: MOST,
    ...(matches && { matchers: async () => [matches] }),
    ...(cursor && { cursor }),
  });
}

/** Follows the cursors from the first page to the last. */
async function readPages(from: PagedSource, options: PageOptions, matches?: Filter) {
  const pages: TestItem[][] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const list = listOf(from, { ...(matches && { matches }), ...(cursor && { cursor }) });
    const page = await list.page(options);
    expect(list.report).toMatchObject({ matched: page.items.length, complete: page.next === null });
    pages.push(page.items);
    cursor = page.next;
  }
  return pages;
}

/** The vendor's pages by cursor, in parts of which each ends with a short page. */
function parted(records: readonly TestItem[], cuts: readonly number[]): PagedSource {
  const ends = [...new Set([...cuts.map((cut) => cut % (records.length + 1)), records.length])].sort(
    (a, b) => a - b,
  );
  const starts: number[] = [];
  let at = 0;
  for (const end of ends) for (; at < end; at = Math.min(at + 3, end)) starts.push(at);
  const pages = starts.map((start, index) => {
    const next = starts[index + 1];
    const items = records.slice(start, next ?? records.length);
    // One that looks like a cursor of ours.
    return [
      index === 0 ? "" : `~${start}:`,
      { items, ...(next !== undefined && { next: `~${next}:` }) },
    ] as const;
  });
  return cursorSource(Object.fromEntries(pages));
}

describe("listing.page with filters that are applied here", () => {
  const fleet = fc.record({
    size: fc.nat({ max: 40 }),
    limit: fc.integer({ min: 1, max: 12 }),
    wanted: fc.uniqueArray(fc.nat({ max: 39 })),
    cuts: fc.array(fc.nat({ max: 39 }), { maxLength: 3 }),
    isByOffset: fc.boolean(),
    hasTotal: fc.boolean(),
  });

  it("fills every page but the last, and gives each record once", async () => {
    await fc.assert(
      fc.asyncProperty(fleet, async ({ size, limit, wanted, cuts, isByOffset, hasTotal }) => {
        const all = numbered(size);
        const fits = new Set(wanted.map((at) => all[at]?.id));
        const from = isByOffset
          ? offsetSource(() => all, { limit: MOST, ...(!hasTotal && { total: null }) })
          : parted(all, cuts);
        const pages = await readPages(from, { limit }, ({ id }) => fits.has(id));
        const expected = all.filter(({ id }) => fits.has(id));
        expect(pages.flat()).toEqual(expected);
        const lengths = pages.map((items) => items.length);
        expect(lengths.slice(0, -1)).toEqual(lengths.slice(0, -1).map(() => limit));
        if (expected.length > 0) expect(lengths.at(-1)).toBeGreaterThan(0);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it("reads large pages of the vendor, and none again from its start", async () => {
    const from = offsetSource(() => numbered(40), { limit: MOST });
    const pages = await readPages(from, { limit: 2 }, ({ id }) => id.endsWith("5"));
    expect(pages.map((items) => items.map(({ id }) => id))).toEqual([
      ["r005", "r015"],
      ["r025", "r035"],
    ]);
    expect(from.asked.length).toBeLessThan(10);
  });

  it("has no previous page", async () => {
    const from = offsetSource(() => numbered(40), { limit: MOST });
    const matches = () => true;
    const { next } = await listOf(from, { matches }).page({ limit: 5 });
    expect(await listOf(from, { matches, cursor: next }).page({ limit: 5 })).toMatchObject({
      previous: null,
    });
  });
});

describe("listing.page without such filters", () => {
  it.each([
    [3, [3, 3, 3, 3, 3, 3, 2]],
    [MOST, [7, 6, 6, 1]], // the vendor's maximum, of which one record is that of the page before
    [15, [15, 5]],
    [100, [20]],
  ])("has %i records, from as many pages of the vendor as that takes", async (limit, lengths) => {
    const all = numbered(20);
    const pages = await readPages(
      offsetSource(() => all, { limit: MOST }),
      { limit },
    );
    expect(pages.flat()).toEqual(all);
    expect(pages.map((items) => items.length)).toEqual(lengths);
  });

  it("goes on in the next part of the list", async () => {
    const pages = await readPages(parted(numbered(10), [4, 5]), { limit: 3 });
    expect(pages.map((items) => items.length)).toEqual([3, 3, 3, 1]);
    expect(pages.flat()).toEqual(numbered(10));
  });

  it("goes on behind a record that cannot be read", async () => {
    const all = numbered(12).map((item, at) => (at === 3 || at === 4 ? null : item));
    const pages = await readPages(
      offsetSource(() => all, { limit: MOST }),
      { limit: 3 },
    );
    expect(pages.flat()).toEqual(all.filter((item) => item !== null));
  });

  it("leads back over the same records", async () => {
    const from = offsetSource(() => numbered(40), { limit: MOST });
    const first = await listOf(from, {}).page({ limit: 15 });
    const second = await listOf(from, { cursor: first.next }).page({ limit: 15 });
    const back = await listOf(from, { cursor: second.previous }).page({ limit: 15 });
    expect(back.items).toEqual(first.items);
  });
});

describe("the budget of a page", () => {
  const never = () => false;
  const from = () => offsetSource(() => numbered(40), { limit: MOST });

  it("ends it early, with a cursor to go on from", async () => {
    const source = from();
    const list = listOf(source, { matches: never });
    const page = await list.page({ requests: 2 });
    expect([page.items, source.asked.length]).toEqual([[], 2]);
    expect(list.report).toMatchObject({ complete: false, reason: null, records: 13 });
    const rest = await listOf(from(), { matches: () => true, cursor: page.next }).page({ limit: 100 });
    expect(rest.items).toEqual(numbered(40).slice(13));
  });

  it("is also one of time", async () => {
    const source = from();
    expect((await listOf(source, { matches: never }).page({ timeMs: 0 })).next).not.toBeNull();
    expect(source.asked).toHaveLength(1);
  });

  it("of one request gives one page of the vendor, as filters leave it", async () => {
    const page = await listOf(from(), { matches: ({ id }) => id > "r002" }).page({ limit: 5, requests: 1 });
    expect(page.items).toEqual(numbered(5).slice(3));
  });

  it.each([{ limit: 0 }, { limit: 1.5 }, { requests: 0 }, { timeMs: -1 }])("cannot be %j", (options) =>
    expect(listOf(from(), {}).page(options)).rejects.toThrow("must be a whole number"),
  );
});

describe("a page of the vendor that fails", () => {
  const failing = (): PagedSource => {
    const whole = offsetSource(() => numbered(40), { limit: MOST });
    return {
      ...whole,
      async load(cursor, ...rest) {
        if (Number(cursor) > 10)
          throw new RateLimitError("Too many requests.", { vendor: "toy", retryAfter: 9 });
        return whole.load(cursor, ...rest);
      },
    };
  };

  it("ends a page that has records, whose cursor leads to the failure", async () => {
    const list = listOf(failing(), {});
    const page = await list.page({ limit: 30 });
    expect(page.items).toEqual(numbered(13));
    expect(list.report).toMatchObject({ complete: false, reason: "failed" });
    await expect(listOf(failing(), { cursor: page.next }).page()).rejects.toBeInstanceOf(RateLimitError);
  });

  it("is thrown where nothing matched before", () =>
    expect(listOf(failing(), { matches: () => false }).page()).rejects.toBeInstanceOf(RateLimitError));
});

it("a cursor to a record that is gone gives the rest of its page, and says that records moved", async () => {
  const pages = { "": { items: numbered(6), next: "2" }, 2: { items: [{ id: "last" }] } };
  const { next } = await listOf(cursorSource(pages), {}).page({ limit: 4 });
  const gone = { ...pages, "": { items: numbered(6).slice(4), next: "2" } };
  const list = listOf(cursorSource(gone), { cursor: next });
  expect((await list.page()).items.map(({ id }) => id)).toEqual(["r004", "r005", "last"]);
  expect(list.report).toMatchObject({ complete: false, reason: "shifted" });
});
