import { expect, test } from "vitest";
import { pageByOffset } from "./page-by-offset.ts";

type Row = { readonly id: string };

/** A list of rows, of which the vendor gives at most three at once. */
const open = (rows: Row[]) => (cursor: string | undefined, limit: number) =>
  pageByOffset<Row>(
    { cursor, limit },
    {
      most: 3,
      idOf: (row) => row?.id ?? "",
      load: async ({ limit: size, skip }) => rows.slice(skip, skip + size),
      invalidCursor: () => new Error("Invalid cursor."),
    },
  );

const idsOf = (items: readonly (Row | null)[]) => items.map((row) => row?.id).join("");
const rowsOf = (text: string): Row[] => [...text].map((id) => ({ id }));

test.each([
  [1, ["a", "b", "c", "d", "e", ""]],
  [2, ["ab", "cd", "e"]],
  [3, ["abc", "de", ""]],
])("gives each row once, in pages of %i", async (limit, pages) => {
  const page = open(rowsOf("abcde"));
  const found: string[] = [];
  for (let cursor: string | undefined, at = 0; at < pages.length; at += 1) {
    const { items, next, doubt } = await page(cursor, limit);
    expect(doubt).toBeUndefined();
    found.push(idsOf(items));
    cursor = next;
    expect(cursor === undefined).toBe(at === pages.length - 1);
  }
  expect(found).toEqual(pages);
});

test("notices that rows moved between two pages", async () => {
  const rows = rowsOf("abcde");
  const page = open(rows);
  const { next } = await page(undefined, 2);
  rows.shift();
  expect((await page(next, 2)).doubt).toBe("shifted");
  await expect(page("x", 2)).rejects.toThrow("Invalid cursor.");
});
