import { describe, expect, it } from "vitest";
import { type Report, type ReportQuery, reportRows } from "./pages.ts";

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const rows = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => ({ deviceId: from + at }));

/** Returns one page after another, and notes what was asked for. */
function report(...pages: Report<{ deviceId: number }>[]) {
  const asked: ReportQuery[] = [];
  const read = async (query: ReportQuery) => pages[asked.push(query) - 1];
  return { rows: () => all(reportRows(read)), asked };
}

describe("a report", () => {
  it("goes on with the name of its cursor, which may stay the same", async () => {
    const cursor = { name: "c1", count: 5000 };
    const { rows: read, asked } = report(
      { cursor: { ...cursor, offset: 0 }, results: rows(0, 5000) },
      { cursor: { ...cursor, offset: 5000 }, results: rows(5000, 10_000) },
      { cursor: { ...cursor, offset: 10_000, count: 3 }, results: rows(10_000, 10_003) },
    );
    expect(await read()).toHaveLength(10_003);
    expect(asked.map((query) => query.cursor)).toEqual([undefined, "c1", "c1"]);
  });

  it("ends at a short page that its count ends at, and not before", async () => {
    const { rows: read, asked } = report(
      { cursor: { name: "c1", offset: 0, count: 4 }, results: rows(0, 2) },
      { cursor: { name: "c1", offset: 2, count: 4 }, results: rows(2, 4) },
    );
    expect(await read()).toHaveLength(4);
    expect(asked).toHaveLength(2);
  });

  it("has a cursor that may be its name alone, and ends without one or without rows", async () => {
    const { rows: read } = report({ cursor: "c1", results: rows(0, 2) }, { cursor: "c2", results: [] });
    expect(await read()).toHaveLength(2);
    expect(await report({ results: rows(0, 5000) }).rows()).toHaveLength(5000);
  });

  it("is invalid where a page comes again, the cursor is no text, or there is no list", async () => {
    const page = { cursor: "c1", results: rows(0, 2) };
    await expect(report(page, page).rows()).rejects.toThrow("the same page twice");
    const cursor: { name: string } = JSON.parse('{ "name": 7 }');
    await expect(report({ cursor, results: rows(0, 2) }).rows()).rejects.toThrow("cannot be read");
    await expect(report({}).rows()).rejects.toThrow("no `results`");
  });
});
