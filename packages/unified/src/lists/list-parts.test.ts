import { describe, expect, it } from "vitest";
import { listParts, type PartBatch } from "./list-parts.ts";

type App = { id: string };
const apps = (...ids: string[]): App[] => ids.map((id) => ({ id }));

/** Pages of devices with their apps; the cursor is the index of a page. */
function open(batches: readonly PartBatch<App>[]) {
  const sizes: number[] = [];
  const read = (limit: number, cursor?: string) =>
    listParts<App>(
      { cursor, limit },
      {
        perHolder: 2,
        mostHolders: 5,
        idOf: ({ id }) => id,
        invalidCursor: () => new RangeError("cursor"),
        async load(at, size) {
          sizes.push(size);
          const index = Number(at ?? 0);
          const next = index + 1 < batches.length ? String(index + 1) : undefined;
          return { next, items: [], ...batches[index] };
        },
      },
    );
  return { read, sizes };
}

describe("a list of parts", () => {
  it("gives the rest of a page of holders with the next page, and asks for as many holders as it needs", async () => {
    const { read, sizes } = open([{ items: apps("a", "b", "c") }, { items: apps("d") }]);
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await read(2, cursor);
      found.push(...page.items.map((item) => item?.id ?? ""));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(found).toEqual(["a", "b", "c", "d"]);
    expect(sizes).toEqual([1, 1, 1]);
    await read(100);
    expect(sizes.at(-1)).toBe(5);
  });

  it.each([
    ["another came before it", apps("x", "a", "b", "c"), ["c"], undefined],
    ["another went before it", apps("b", "c"), ["c"], undefined],
    ["the last one given is gone", apps("x", "y", "c"), ["c"], "shifted"],
  ] as const)("goes on behind the last record given, where %s", async (_, later, expected, doubt) => {
    const first = await open([{ items: apps("a", "b", "c") }]).read(2);
    const page = await open([{ items: later }]).read(2, first.next);
    expect(page.items.map((item) => item?.id)).toEqual(expected);
    expect(page.doubt).toBe(doubt);
  });

  it("passes holders without records, but not without end", async () => {
    const none = { items: [] };
    const page = await open([none, none, { items: apps("a") }]).read(1);
    expect(page.items).toEqual(apps("a"));
    const long = await open([...Array.from({ length: 60 }, () => none), { items: apps("a") }]).read(1);
    expect(long).toMatchObject({ items: [], next: expect.any(String) });
  });

  it("keeps doubts and gaps of what was read", async () => {
    const gaps = [{ fields: ["platform"], operation: "get", reason: "forbidden" }];
    const page = await open([{ items: [null], doubt: "short", gaps }]).read(1);
    expect(page).toMatchObject({ items: [null], doubt: "short", gaps });
  });

  it.each(["x", "0/0//", "1/-1//"])("takes no cursor like %j", async (cursor) => {
    await expect(open([]).read(1, cursor)).rejects.toThrow("cursor");
  });
});
