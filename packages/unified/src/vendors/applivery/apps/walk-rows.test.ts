import { describe, expect, it } from "vitest";
import { type PageQuery, pageQuery } from "../api/paging.ts";
import type { AppPosition } from "./app-cursor.ts";
import { walkRows } from "./walk-rows.ts";

type Rows = readonly ({ id?: string } | null)[];
type PageResponse = { items: Rows; total?: number; next?: string };

const row = (id: string) => ({ id });
const numbered = (count: number): { id: string }[] => Array.from({ length: count }, (_, at) => row(`r${at}`));

/** A vendor's list of devices that may change from one request to the next. */
async function walked(responses: (query: PageQuery, call: number) => PageResponse, from?: AppPosition) {
  const pages: number[] = [];
  const seen: string[] = [];
  const load = async (query: PageQuery) => {
    pages.push(query.page);
    return responses(query, pages.length);
  };
  for await (const stop of walkRows(load, from)) {
    seen.push("doubt" in stop ? stop.doubt : `${stop.row.id}${stop.isLast ? " last" : ""}`);
    if (seen.length > 500) throw new Error("the walk does not end");
  }
  return { pages, seen };
}

const cut = (rows: Rows, { page, limit }: PageQuery): PageResponse => ({
  items: rows.slice((page - 1) * limit, page * limit),
  total: rows.length,
  ...(page * limit < rows.length && { next: `${page + 1}x${limit}` }),
});

describe("a walk over rows", () => {
  it("of one page is one request", async () => {
    expect(await walked((query) => cut(numbered(3), query))).toEqual({
      pages: [1],
      seen: ["r0", "r1", "r2 last"],
    });
  });

  it("reads each page again before the next one", async () => {
    const { pages, seen } = await walked((query) => cut(numbered(230), query));
    expect(pages).toEqual([1, 1, 2, 2, 3]);
    expect(seen).toHaveLength(230);
    expect(new Set(seen).size).toBe(230);
  });

  it("misses nothing when rows move up meanwhile", async () => {
    const { seen } = await walked((query, call) => cut(numbered(230).slice(call > 1 ? 5 : 0), query));
    expect(new Set(seen).size).toBe(230);
    expect(seen.at(-1)).toBe("r229 last");
  });

  it("doubts a page on which its last row is missing, and goes on", async () => {
    const gone = (call: number) => numbered(230).filter(({ id }) => call === 1 || id !== "r99");
    const { seen } = await walked((query, call) => cut(gone(call), query));
    expect(seen).toContain("shifted");
    expect(seen).toContain("r100");
  });

  it("doubts a page that is shorter than it should be", async () => {
    expect((await walked(() => ({ items: numbered(2), total: 5 }))).seen).toContain("short");
  });

  it("ends though rows have no ids, or others at every reading", async () => {
    const nameless = await walked((query) =>
      cut(
        numbered(150).map(() => ({})),
        query,
      ),
    );
    expect(nameless.seen).toHaveLength(150);
    const restless = (call: number) => numbered(150).map(({ id }) => row(`${id}.${call}`));
    expect((await walked((query, call) => cut(restless(call), query))).seen.length).toBeLessThan(200);
  });

  it.each([
    ["the last row", (at: number) => at === 99],
    ["several at the end", (at: number) => at > 96 && at < 100],
    ["a whole page", (at: number) => at < 100],
  ])("continues with the next page although %s is missing", async (_, isBad) => {
    const rows = numbered(150).map((each, at) => (isBad(at) ? null : each));
    const { pages, seen } = await walked((query) => cut(rows, query));
    expect(pages).toEqual([1, 1, 2]);
    expect(seen.filter((each) => each !== "short").map((each) => each.replace(" last", ""))).toEqual(
      rows.flatMap((each) => each?.id ?? []),
    );
    expect(seen).toContain("short");
  });

  it("goes on within a row that has no id", async () => {
    const paging = pageQuery("1x100", 1);
    const from = { paging, index: 1, rowId: "?", after: "a" };
    const stops: unknown[] = [];
    const rows = [{}, {}, {}];
    for await (const stop of walkRows(async (query) => cut(rows, query), from)) stops.push(stop);
    expect(stops).toMatchObject([{ after: "a" }, { after: undefined }]);
  });

  it("goes on within a row, or behind it", async () => {
    const paging = pageQuery("1x100", 1);
    const load = (query: PageQuery) => cut(numbered(4), query);
    const place = { paging, index: 1, rowId: "r1" };
    expect((await walked(load, { ...place, after: "a" })).seen).toEqual(["r1", "r2", "r3 last"]);
    expect((await walked(load, place)).seen).toEqual(["r2", "r3 last"]);
  });
});
