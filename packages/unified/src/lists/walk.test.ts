import { describe, expect, it } from "vitest";
import { cursorSource, listingOf, numbered, offsetSource } from "../fixtures/pages.ts";

const ids = (records: readonly ({ id: string } | null)[]) => records.flatMap((record) => record?.id ?? []);

describe("the end of a list by offset", () => {
  it.each([0, 1, 3, 12, 19])("reads every record though the total says %i of 20", async (total) => {
    for (const limit of [1, 4, 5, 20, 30]) {
      const from = offsetSource(() => numbered(20), { limit, total: () => total });
      const listing = listingOf(from, { pageSize: limit, prefetch: 2 });
      expect(ids(await listing.toArray())).toEqual(ids(numbered(20)));
      expect(listing.report).toMatchObject({ complete: false, reason: "total-exceeded", total });
    }
  });

  it("gives no cursor to an empty page, though the last page is full", async () => {
    for (const prefetch of [0, 1, 3]) {
      const from = offsetSource(() => numbered(8), { limit: 9 });
      const listing = listingOf(from, { pageSize: 4, mostPerPage: 9, prefetch });
      const pages = [];
      for await (const page of listing.pages()) pages.push([page.items.length, page.next === null]);
      expect(pages).toEqual([
        [4, false],
        [4, true],
      ]);
      expect(listing.report.complete).toBe(true);
    }
  });

  it("hands out the last page before the error of the one that the total rules out", async () => {
    const whole = offsetSource(() => numbered(8), { limit: 9 });
    const from = {
      ...whole,
      load: (...request: Parameters<typeof whole.load>) =>
        request[0] === "7" ? Promise.reject(new Error("no page")) : whole.load(...request),
    };
    const listing = listingOf(from, { pageSize: 4, mostPerPage: 9, prefetch: 0 });
    const found: string[] = [];
    const read = async () => {
      for await (const { id } of listing) found.push(id);
    };
    await expect(read()).rejects.toThrow("no page");
    expect(found).toEqual(ids(numbered(8)));
    expect(listing.report).toMatchObject({ complete: false, reason: "failed" });
  });

  it("counts an unreadable record at the end of a page once", async () => {
    const all = numbered(12).map((each, at) => (at % 4 === 3 ? null : each));
    const listing = listingOf(
      offsetSource(() => all, { limit: 9 }),
      { pageSize: 4, mostPerPage: 9, prefetch: 2 },
    );
    expect(ids(await listing.toArray())).toEqual(ids(all.filter((each) => each !== null)));
    expect(listing.report).toMatchObject({
      complete: false,
      reason: "unreadable",
      unreadable: 3,
      records: 9,
    });
  });
});

describe("the end of a list by cursor", () => {
  it("reads on where only the total calls a page the last, before it is handed out", async () => {
    const last = { items: [{ id: "b" }], next: "3", mayBeLast: true, total: 2 };
    const first = { items: [{ id: "a" }], next: "2", total: 2 };
    const ended = cursorSource({ "": first, 2: last, 3: { items: [], total: 2 } });
    const { next: cursor } = await listingOf(ended, { pageSize: 1 }).page();
    const page = await listingOf(ended, { pageSize: 1, cursor: cursor ?? "" }).page();
    expect([ids(page.items), page.next, ended.asked]).toEqual([["b"], null, [undefined, "2", "3"]]);
    const more = cursorSource({ "": first, 2: last, 3: { items: [{ id: "c" }], total: 2 } });
    const listing = listingOf(more, { pageSize: 1 });
    expect(ids(await listing.toArray())).toEqual(["a", "b", "c"]);
    expect(listing.report).toMatchObject({ complete: false, reason: "total-exceeded" });
    const passing = { items: [], next: "4", total: 3 };
    const parts = cursorSource({ "": first, 2: last, 3: passing, 4: { items: [{ id: "c" }], total: 3 } });
    const pages = [];
    for await (const { items } of listingOf(parts, { pageSize: 1 }).pages()) pages.push(ids(items));
    expect(pages).toEqual([["a"], ["b"], ["c"]]);
  });

  it("hands out each page of rows that cannot be read behind the total, so that a page ends within its budget", async () => {
    const source = cursorSource(
      Object.fromEntries(
        Array.from({ length: 20 }, (_, at) => [
          at === 0 ? "" : String(at),
          { items: [null], next: String(at + 1), mayBeLast: true, total: 1 },
        ]),
      ),
    );
    const listing = listingOf(source, { pageSize: 1 });
    const page = await listing.page({ limit: 1, requests: 3 });
    expect([page.items, page.next !== null, source.asked.length]).toEqual([[], true, 3]);
  });
});

describe("a list of several parts", () => {
  it("gives a record once that several parts of the list have, and goes on", async () => {
    const from = cursorSource({
      "": { items: [{ id: "a" }, { id: "b" }], next: "2", total: 2, part: "x" },
      2: { items: [{ id: "a" }], next: "3", total: 3, part: "y" },
      3: { items: [{ id: "a" }, { id: "b" }], next: "4", total: 5, part: "z" },
      4: { items: [{ id: "c" }], total: 6, part: "z" },
    });
    const listing = listingOf(from, { pageSize: 2 });
    expect(ids(await listing.toArray())).toEqual(["a", "b", "c"]);
    expect(listing.report).toMatchObject({ complete: false, reason: "repeated", records: 3, duplicates: 3 });
  });

  it("ends a circle within a part", async () => {
    const page = (next: string, part: string) => ({ items: [{ id: "a" }], next, part });
    const from = cursorSource({ "": page("2", "x"), 2: page("3", "y"), 3: page("2", "y") });
    const listing = listingOf(from, { pageSize: 1 });
    expect(ids(await listing.toArray())).toEqual(["a"]);
    expect(listing.report).toMatchObject({ complete: false, reason: "loop" });
    expect(from.asked).toEqual([undefined, "2", "3"]);
  });
});

describe("a filter", () => {
  it("counts records for which a filter cannot be decided", async () => {
    const matches = ({ id }: { id: string }) => (id === "r003" ? undefined : id > "r004");
    const from = offsetSource(() => numbered(6), { limit: 4 });
    const listing = listingOf(from, { pageSize: 4, matchers: async () => [matches] });
    expect(ids(await listing.toArray())).toEqual(["r005"]);
    expect(listing.report).toMatchObject({ undecided: 1, matched: 1, complete: false, reason: "undecided" });
  });
});

describe("pages in flight", () => {
  it.each([1, 5, 10])("take as long as latency alone, with %i of them", async (prefetch) => {
    const [pages, pageSize] = [100, 50];
    const records = numbered(pages * pageSize);
    const source = offsetSource(() => records, { limit: pageSize });
    const responses: (() => void)[] = [];
    const slow = {
      ...source,
      async load(...request: Parameters<typeof source.load>) {
        await new Promise<void>((resolve) => responses.push(resolve));
        return source.load(...request);
      },
    };
    let isDone = false;
    const read = listingOf(slow, { pageSize, prefetch })
      .toArray()
      .finally(() => {
        isDone = true;
      });
    // Each turn is the latency of a request: when nothing else is left to do, all that are in flight get their responses.
    let turns = 0;
    for (;;) {
      await new Promise(setImmediate);
      if (isDone) break;
      turns += 1;
      for (const respond of responses.splice(0)) respond();
    }
    expect((await read).length).toBe(records.length);
    // The first page alone, whose total allows the others, and one behind the last.
    expect(turns).toBeLessThanOrEqual(Math.ceil(source.asked.length / prefetch) + 2);
    expect(source.asked.length).toBeLessThan(pages * 1.05);
  });
});
