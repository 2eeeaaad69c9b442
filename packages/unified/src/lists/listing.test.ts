import { AbortedError, InvalidInputError } from "@mdmkit/runtime";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cursorSource, listingOf, numbered, offsetSource } from "../fixtures/pages.ts";

const ids = (records: readonly { id: string }[]) => records.map(({ id }) => id);

describe("a list by offset", () => {
  it("gives every record once for any size, page and prefetch", () =>
    fc.assert(
      fc.asyncProperty(
        fc.nat(40),
        fc.integer({ min: 1, max: 15 }),
        fc.nat(6),
        async (count, limit, prefetch) => {
          const from = offsetSource(() => numbered(count), { limit });
          const listing = listingOf(from, { pageSize: limit, prefetch });
          expect(await listing.toArray()).toEqual(numbered(count));
          expect(listing.report).toMatchObject({
            complete: true,
            records: count,
            total: count,
            duplicates: 0,
            reason: null,
          });
          expect(from.most).toBeLessThanOrEqual(Math.max(1, prefetch));
        },
      ),
      { seed: 1 },
    ));

  it("does the same where the vendor returns no total", async () => {
    for (const count of [0, 1, 4, 5, 9, 10]) {
      const listing = listingOf(
        offsetSource(() => numbered(count), { limit: 5, total: null }),
        { pageSize: 5 },
      );
      expect(await listing.toArray()).toEqual(numbered(count));
      expect(listing.report).toMatchObject({ complete: true, total: null });
    }
  });

  it("asks each page for the last record of the one before", async () => {
    const from = offsetSource(() => numbered(10), { limit: 4 });
    await listingOf(from, { pageSize: 4, prefetch: 0 }).toArray();
    expect(from.asked).toEqual([undefined, "3", "6", "9"]);
  });

  it("notices a record that went from an earlier page", async () => {
    const all = numbered(10);
    const listing = listingOf(
      offsetSource(() => all, { limit: 4, total: () => 10 }),
      { pageSize: 4, prefetch: 0 },
    );
    const pages = listing.pages();
    await pages.next();
    all.shift();
    for await (const _page of pages);
    expect(listing.report).toMatchObject({ complete: false, reason: "shifted" });
  });

  it("gives a record once that an insertion shifted onto the next page too", async () => {
    const all = numbered(9);
    const listing = listingOf(
      offsetSource(() => all, { limit: 4 }),
      { pageSize: 4, prefetch: 0 },
    );
    const found: string[] = [];
    for await (const page of listing.pages()) {
      found.push(...ids(page.items));
      if (all.length === 9) all.unshift({ id: "new" });
    }
    expect(new Set(found).size).toBe(found.length);
    expect(listing.report).toMatchObject({ complete: false, reason: "shifted" });
    expect(listing.report.duplicates).toBeGreaterThan(0);
  });

  it("reads on from where a short page ended, though pages were read ahead", async () => {
    const all = numbered(20);
    const whole = offsetSource(() => all, { limit: 5 });
    let short = true;
    const from = {
      ...whole,
      async load(...request: Parameters<typeof whole.load>) {
        const [cursor] = request;
        const page = await whole.load(...request);
        if (cursor === undefined || !short) return page;
        short = false;
        return { ...page, items: page.items.slice(0, 2) };
      },
    };
    const listing = listingOf(from, { pageSize: 5, prefetch: 4 });
    expect(await listing.toArray()).toEqual(all);
    expect(listing.report.complete).toBe(true);
  });

  it.each([
    [100, [5, 5, 5, 5]],
    [5, [5, 4, 4, 4, 3]],
  ])("gives whole pages where the vendor gives %i records and one to overlap", async (most, sizes) => {
    const all = numbered(20);
    const from = offsetSource(() => all, { limit: most });
    const options = { pageSize: 5, mostPerPage: most };
    const read = [];
    const previous = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await listingOf(from, { ...options, ...(cursor && { cursor }) }).page();
      read.push(page.items);
      previous.push(page.previous);
      cursor = page.next;
    }
    expect(read.flat()).toEqual(all);
    expect(read.map((items) => items.length)).toEqual(sizes);
    expect(await listingOf(from, { ...options, prefetch: 3 }).toArray()).toEqual(all);
    const back = await listingOf(from, { ...options, cursor: previous[2] ?? "" }).page();
    expect(back.items).toEqual(read[1]);
  });

  it("counts entries that are no records, and is not complete then", async () => {
    const all = [...numbered(3), null, { id: "last" }];
    const listing = listingOf(
      offsetSource(() => all, { limit: 10 }),
      { pageSize: 10 },
    );
    expect(ids(await listing.toArray())).toEqual(["r000", "r001", "r002", "last"]);
    expect(listing.report).toMatchObject({ unreadable: 1, complete: false, reason: "unreadable" });
  });
});

describe("a list by cursor", () => {
  it("follows the vendor's cursors to the last page", async () => {
    const from = cursorSource({
      "": { items: [{ id: "a" }], next: "2" },
      2: { items: [{ id: "b" }], next: "3" },
      3: { items: [] },
    });
    const listing = listingOf(from, { pageSize: 1, prefetch: 5 });
    expect(ids(await listing.toArray())).toEqual(["a", "b"]);
    expect(from.asked).toEqual([undefined, "2", "3"]);
    expect(from.most).toBe(1);
    expect(listing.report.complete).toBe(true);
  });

  it("ends a circle, however long it is and wherever it begins", () =>
    fc.assert(
      fc.asyncProperty(fc.nat(6), fc.integer({ min: 1, max: 12 }), async (lead, length) => {
        const count = lead + length;
        const page = (at: number) => ({
          items: [{ id: `p${at}` }],
          next: String(at + 1 < count ? at + 1 : lead),
        });
        const pages = Object.fromEntries(Array.from({ length: count }, (_, at) => [String(at), page(at)]));
        const from = cursorSource({ ...pages, "": page(0) });
        const listing = listingOf(from, { pageSize: 1 });
        expect(new Set(ids(await listing.toArray())).size).toBe(count);
        expect(listing.report).toMatchObject({ complete: false, reason: "loop" });
        expect(from.asked.length).toBeLessThan(3 * (count + 2));
      }),
      { seed: 1 },
    ));

  it("ends a circle longer than the ids it remembers", async () => {
    const count = 2_600;
    const page = (at: number) => ({ items: [{ id: `p${at}` }], next: String((at + 1) % count) });
    const pages = Object.fromEntries(Array.from({ length: count }, (_, at) => [String(at), page(at)]));
    const from = cursorSource({ ...pages, "": page(0) });
    const listing = listingOf(from, { pageSize: 1 });
    await listing.toArray();
    expect(listing.report).toMatchObject({ complete: false, reason: "loop" });
    expect(from.asked.length).toBeLessThan(3 * count);
  });

  it("is not complete when the adapter doubts that the vendor's pages belong together", async () => {
    for (const doubt of ["capped", "shifted", "short", "total-exceeded", "total-shrank"] as const) {
      const from = cursorSource({
        "": { items: [{ id: "a" }], next: "2" },
        2: { items: [{ id: "b" }], next: "3", doubt },
        3: { items: [{ id: "c" }] },
      });
      const listing = listingOf(from, { pageSize: 1 });
      expect(ids(await listing.toArray())).toEqual(["a", "b", "c"]);
      expect(listing.report).toMatchObject({ complete: false, reason: doubt });
    }
  });

  it("goes on from a kept cursor without calling the rest short", async () => {
    const from = cursorSource({
      "": { items: [{ id: "a" }], next: "2", total: 2 },
      2: { items: [{ id: "b" }], total: 2 },
    });
    const { value: page } = await listingOf(from, { pageSize: 1 }).pages().next();
    const rest = listingOf(from, { pageSize: 1, cursor: page?.next ?? "" });
    expect(ids(await rest.toArray())).toEqual(["b"]);
    expect(rest.report).toMatchObject({ complete: true, reason: null });
  });

  it("calls a list with fewer records than the vendor's total short", async () => {
    const listing = listingOf(cursorSource({ "": { items: [{ id: "a" }], total: 3 } }), { pageSize: 5 });
    await listing.toArray();
    expect(listing.report).toMatchObject({ complete: false, reason: "short", total: 3, records: 1 });
  });
});

describe("cursors for callers", () => {
  it("round-trip: each page of a fresh listing goes on where the one before ended", () =>
    fc.assert(
      fc.asyncProperty(fc.nat(30), fc.integer({ min: 1, max: 8 }), async (count, limit) => {
        const from = offsetSource(() => numbered(count), { limit });
        const found: string[] = [];
        for (let cursor: string | null | undefined; cursor !== null; ) {
          const { value: page } = await listingOf(from, { pageSize: limit, cursor }).pages().next();
          found.push(...ids(page?.items ?? []));
          cursor = page?.next ?? null;
        }
        expect(found).toEqual(ids(numbered(count)));
      }),
      { seed: 1 },
    ));

  it("notice between two listings that the list shifted", async () => {
    const all = numbered(10);
    const from = offsetSource(() => all, { limit: 4, total: () => 10 });
    const { value: page } = await listingOf(from, { pageSize: 4 }).pages().next();
    all.shift();
    const rest = listingOf(from, { pageSize: 4, cursor: page?.next ?? "" });
    await rest.toArray();
    expect(rest.report).toMatchObject({ complete: false, reason: "shifted" });
  });

  it("lead back to the page before", async () => {
    const from = offsetSource(() => numbered(9), { limit: 4 });
    const { value: first } = await listingOf(from, { pageSize: 4 }).pages().next();
    expect(first?.previous).toBeNull();
    const { value: second } = await listingOf(from, { pageSize: 4, cursor: first?.next ?? "" })
      .pages()
      .next();
    const { value: back } = await listingOf(from, { pageSize: 4, cursor: second?.previous ?? "" })
      .pages()
      .next();
    expect(back?.items).toEqual(first?.items);
  });

  it.each(["", "abc", "-1", "1.5", "1e3", ":r1", "99999999999999999"])(
    "are refused when no list gave them: %j",
    async (cursor) => {
      const from = offsetSource(() => numbered(3), { limit: 2 });
      await expect(listingOf(from, { pageSize: 2, cursor }).toArray()).rejects.toBeInstanceOf(
        InvalidInputError,
      );
      expect(from.asked).toEqual([]);
    },
  );
});

describe("the report", () => {
  it("runs along and says aborted until the walk ends", async () => {
    const listing = listingOf(
      offsetSource(() => numbered(6), { limit: 2 }),
      { pageSize: 2 },
    );
    expect(listing.report).toMatchObject({ pages: 0, complete: false });
    const pages = listing.pages();
    await pages.next();
    expect(listing.report).toMatchObject({ pages: 1, records: 2, total: 6, complete: false });
    await pages.return();
    expect(listing.report).toMatchObject({ complete: false, reason: "aborted" });
  });

  it("merges a gap that occurs on every page", async () => {
    const gap = { fields: ["owner"], operation: "users", reason: "403" };
    const page = (id: string, next?: string) => ({
      items: [{ id }],
      gaps: [{ ...gap }],
      ...(next && { next }),
    });
    const listing = listingOf(cursorSource({ "": page("a", "2"), 2: page("b") }), { pageSize: 1 });
    await listing.toArray();
    expect(listing.report.gaps).toEqual([gap]);
    expect(listing.report.complete).toBe(true);
  });

  it("counts what matches apart from what was read", async () => {
    const from = offsetSource(() => numbered(10), { limit: 4 });
    const listing = listingOf(from, { pageSize: 4, matchers: async () => [({ id }) => id === "r007"] });
    expect(ids(await listing.toArray())).toEqual(["r007"]);
    expect(listing.report).toMatchObject({ records: 10, matched: 1, complete: true });
  });

  it("starts anew with each walk", async () => {
    const listing = listingOf(
      offsetSource(() => numbered(3), { limit: 2 }),
      { pageSize: 2 },
    );
    await listing.toArray();
    const { report } = listing;
    await listing.toArray();
    expect(listing.report).toEqual(report);
    expect(listing.report).not.toBe(report);
  });

  it("says failed when a page cannot be read, and the error reaches the caller once", async () => {
    const from = {
      ...offsetSource(() => numbered(9), { limit: 2 }),
      load: () => Promise.reject(new Error("no page")),
    };
    const listing = listingOf(from, { pageSize: 2, prefetch: 3 });
    await expect(listing.toArray()).rejects.toThrow("no page");
    expect(listing.report).toMatchObject({ complete: false, reason: "failed" });
  });
});

it("aborts the pages read ahead when the loop is left", async () => {
  const signals: AbortSignal[] = [];
  const inner = offsetSource(() => numbered(20), { limit: 2 });
  const from = {
    ...inner,
    load(...request: Parameters<typeof inner.load>) {
      signals.push(request[1]);
      return inner.load(...request);
    },
  };
  for await (const _record of listingOf(from, { pageSize: 2, prefetch: 3 })) break;
  expect(signals.length).toBeGreaterThan(1);
  expect(signals.every(({ aborted }) => aborted)).toBe(true);
  expect(signals[0]?.reason).toBeInstanceOf(AbortedError);
});

describe("listing.map", () => {
  it("changes each record once, when its page is read, and keeps cursors, report and plan", async () => {
    const from = offsetSource(() => numbered(10), { limit: 4 });
    const plain = listingOf(from, { pageSize: 4, prefetch: 0 });
    const changed: string[] = [];
    const mapped = plain.map(({ id }) => {
      changed.push(id);
      return id.toUpperCase();
    });
    expect([from.asked, changed, mapped.plan]).toEqual([[], [], plain.plan]);
    const pages = mapped.pages();
    const { value: first } = await pages.next();
    expect(first).toMatchObject({ items: ["R000", "R001", "R002", "R003"], previous: null });
    expect(changed).toHaveLength(4);
    for await (const _page of pages);
    expect(mapped.report).toMatchObject({ complete: true, records: 10, matched: 10 });
    expect(mapped.report).toBe(plain.report);
    const rest = listingOf(from, { pageSize: 4, cursor: first?.next ?? "" }).map(({ id }) => id);
    expect(await rest.toArray()).toEqual(ids(numbered(10).slice(4)));
  });

  it("maps what was mapped, by record, by page and into an array alike", async () => {
    const from = offsetSource(() => numbered(5), { limit: 2 });
    const mapped = listingOf(from, { pageSize: 2 })
      .map(({ id }) => id)
      .map((id, ...rest: unknown[]) => [id, rest.length]);
    const expected = ids(numbered(5)).map((id) => [id, 0]);
    expect(await mapped.toArray()).toEqual(expected);
    const iterated: unknown[] = [];
    for await (const item of mapped) iterated.push(item);
    expect(iterated).toEqual(expected);
    expect(await mapped.page()).toMatchObject({ items: expected.slice(0, 2), previous: null });
  });

  it("stops reading when the loop is left", async () => {
    const from = offsetSource(() => numbered(50), { limit: 5 });
    const mapped = listingOf(from, { pageSize: 5, prefetch: 0 }).map(({ id }) => id);
    for await (const id of mapped) if (id === "r006") break;
    expect(from.asked).toHaveLength(2);
    expect(mapped.report).toMatchObject({ complete: false, reason: "aborted" });
  });
});

describe("listing.page", () => {
  it("reads the first page only, whatever is read ahead, and calls the list unfinished", async () => {
    const from = offsetSource(() => numbered(10), { limit: 4 });
    const listing = listingOf(from, { pageSize: 4, prefetch: 3 });
    const page = await listing.page();
    expect([ids(page.items), page.previous, from.asked.length]).toEqual([ids(numbered(4)), null, 1]);
    expect(listing.report).toMatchObject({ complete: false, reason: null, pages: 1, matched: 4 });
    const second = await listingOf(from, { pageSize: 4, cursor: page.next ?? "" }).page();
    expect(ids(second.items)).toEqual(ids(numbered(7).slice(4)));
  });

  it("calls the list complete when the page is all of it", async () => {
    const listing = listingOf(
      offsetSource(() => numbered(3), { limit: 4 }),
      { pageSize: 4 },
    );
    expect(await listing.page()).toEqual({ items: numbered(3), next: null, previous: null });
    expect(listing.report).toMatchObject({ complete: true, reason: null });
  });

  it("throws what the vendor's response throws", async () => {
    const listing = listingOf(
      offsetSource(() => [], { limit: 4 }),
      { pageSize: 4, signal: AbortSignal.abort() },
    );
    await expect(listing.page()).rejects.toThrow();
    expect(listing.report).toMatchObject({ complete: false, reason: "failed" });
  });
});

describe("the signal of a walk", () => {
  it("ends that walk and no other", async () => {
    const from = offsetSource(() => numbered(10), { limit: 4 });
    const listing = listingOf(from, { pageSize: 4, prefetch: 0 });
    const stop = new AbortController();
    const pages = listing.pages({ signal: stop.signal });
    await pages.next();
    stop.abort();
    await expect(pages.next()).rejects.toThrow();
    expect(await listing.toArray()).toEqual(numbered(10));
  });
});
