import { describe, expect, it } from "vitest";
import { pageQuery, toPage } from "./paging.ts";
import { walkPages } from "./walk-pages.ts";

const page = (data: object) => ({ data: JSON.parse(JSON.stringify(data)) });

describe("the page a cursor stands for", () => {
  it("is the first without one, and after that carries its own size", () => {
    expect(pageQuery(undefined, 50)).toEqual({ sort: "createdAt:asc", page: 1, limit: 50 });
    expect(pageQuery("3x100", 50)).toEqual({ sort: "createdAt:asc", page: 3, limit: 100 });
  });

  it.each(["", "3", "0x10", "3x0", "x", "3x10x", "-1x5", "1e3x5"])("is refused for %j", (cursor) => {
    expect(() => pageQuery(cursor, 50)).toThrow(/Invalid cursor/);
  });
});

describe("a page", () => {
  const first = pageQuery(undefined, 2);

  it("leads to the next by its number, not by what it says of it", () => {
    const data = { items: [{}, {}], totalDocs: 5, hasNextPage: true, nextPage: 9, page: 8 };
    expect(toPage(page(data), first, "listDevices")).toMatchObject({ total: 5, next: "2x2" });
  });

  it("is the last when it says so, or is empty", () => {
    expect(toPage(page({ items: [{}], totalDocs: 1, hasNextPage: false }), first, "x").next).toBeUndefined();
    expect(toPage(page({ items: [], totalDocs: 5, hasNextPage: true }), first, "x").next).toBeUndefined();
  });

  it("is not the last when the total says that there are more", () => {
    const short = page({ items: [{}], totalDocs: 5, hasNextPage: false });
    expect(toPage(short, first, "x")).toMatchObject({ next: "2x2", mayBeLast: false });
    expect(toPage(page({ items: [{}, {}], totalDocs: 3 }), first, "x")).toMatchObject({ next: "2x2" });
  });

  it.each([{ totalDocs: 2 }, { totalDocs: 1, hasNextPage: false }])(
    "may be the last when it is full and %j says so",
    (data) => {
      const full = page({ items: [{}, {}], ...data });
      expect(toPage(full, first, "x")).toMatchObject({ next: "2x2", mayBeLast: true });
    },
  );

  it("goes by its length where it says neither", () => {
    expect(toPage(page({ items: [{}, {}] }), first, "x")).toMatchObject({ total: undefined, next: "2x2" });
    expect(toPage(page({ items: [{}] }), first, "x").next).toBeUndefined();
  });

  it.each([[{}], [{ items: null }], [{ items: "text" }]])(
    "without a list is an invalid response: %j",
    (data) => {
      expect(() => toPage(page(data), first, "listDevices")).toThrow(/has no `items`/);
    },
  );
});

describe("a walk", () => {
  const walk = async (total: number) => {
    const pages: number[] = [];
    const found: (string | null)[] = [];
    const load = async ({ page: number, limit }: ReturnType<typeof pageQuery>) => {
      pages.push(number);
      const items = Array.from({ length: Math.min(limit, total) }, (_, at) => `${number % 3}.${at}`);
      return { data: { items, totalDocs: total, hasNextPage: true } };
    };
    for await (const item of walkPages("listDevices", 2, load)) found.push(item);
    return { pages, found };
  };

  it("ends when the pages go round in a circle", async () => {
    expect(await walk(5)).toEqual({ pages: [1, 2, 3, 4], found: ["1.0", "1.1", "2.0", "2.1", "0.0", "0.1"] });
  });

  it("ends with an empty page", async () => expect(await walk(0)).toEqual({ pages: [1], found: [] }));
});
