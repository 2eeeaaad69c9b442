import { VendorUnavailableError } from "@mdmkit/runtime";
import { expect, it } from "vitest";
import { createVendorErrors } from "../contract/errors.ts";
import type { Page } from "../contract/resource-contract.ts";
import { readAfter } from "./read-after.ts";
import { createSplitBudget } from "./read-around.ts";

const list = { operation: "list", parameter: "after", errors: createVendorErrors("acme", "Acme's API") };

type Asked = { after: number | undefined; limit: number };

/** A vendor with these ids, which cannot serve a page with `bad` among them. */
function vendor(ids: readonly number[], { bad, says = true }: { bad?: number; says?: boolean } = {}) {
  const asked: Asked[] = [];
  const load = async ({ after = 0, limit }: Asked) => {
    asked.push({ after: after || undefined, limit });
    const rest = ids.filter((id) => id > after);
    const page = rest.slice(0, limit);
    if (bad !== undefined && page.includes(bad)) throw new VendorUnavailableError("failed.", { status: 500 });
    return { rows: page.map((id) => ({ id })), ...(says && { more: page.length < rest.length }) };
  };
  const read = async (limit: number) => {
    const found: (number | null)[] = [];
    let cursor: string | undefined;
    do {
      const page = await readAfter(list, { limit, cursor, filters: {}, split: createSplitBudget() }, load);
      found.push(...page.items.map((item) => item?.id ?? null));
      cursor = page.next;
    } while (cursor !== undefined);
    return found;
  };
  return { asked, read };
}

it("continues behind the last id until the vendor says that there is no more", async () => {
  const { asked, read } = vendor([3, 9, 12, 13]);
  expect(await read(2)).toEqual([3, 9, 12, 13]);
  expect(asked).toEqual([
    { after: undefined, limit: 2 },
    { after: 9, limit: 2 },
  ]);
});

it("continues until nothing new comes where the vendor says nothing", async () => {
  const { asked, read } = vendor([3, 9, 12, 13], { says: false });
  expect(await read(2)).toEqual([3, 9, 12, 13]);
  expect(asked.at(-1)).toEqual({ after: 13, limit: 2 });
});

it.each([3, 9, 40, 61])("reads around the record %i, which fails its page", async (bad) => {
  const ids = [3, 9, 12, 40, 61, 90];
  const found = await vendor(ids, { bad }).read(4);
  expect(found.filter((id) => id !== null)).toEqual(ids.filter((id) => id !== bad));
  expect(found.filter((id) => id === null)).toHaveLength(1);
});

it("reads pages of one where the vendor gives the record behind which it continues, too", async () => {
  const ids = [3, 9, 12];
  const load = async ({ after = 0, limit }: Asked) => ({
    rows: ids
      .filter((id) => id >= after)
      .slice(0, limit)
      .map((id) => ({ id })),
  });
  const found: unknown[] = [];
  for (let cursor: string | undefined = "0"; cursor !== undefined; ) {
    const page: Page<{ id: number }> = await readAfter(list, { limit: 1, cursor, filters: {} }, load);
    found.push(...page.items.map((item) => item?.id));
    cursor = page.next;
  }
  expect(found).toEqual(ids);
});

it("says that a page which begins again may lack others", async () => {
  const load = async () => ({ rows: [{ id: 3 }, { id: 15 }], more: false });
  expect(await readAfter(list, { limit: 2, cursor: "9", filters: {} }, load)).toEqual({
    items: [{ id: 15 }],
    doubt: "shifted",
  });
});

it("ends, and lacks records, where the vendor says that there are more but gives none", async () => {
  const load = async () => ({ rows: [], more: true });
  expect(await readAfter(list, { limit: 2, filters: {} }, load)).toEqual({ items: [], doubt: "short" });
});

it("refuses a response without a list", async () => {
  const reading = readAfter(list, { limit: 2, filters: {} }, async () => ({ rows: undefined }));
  await expect(reading).rejects.toThrow("not a list of records");
});

it("finds the record behind the first one, however large its id is", async () => {
  const ids = [12_300_000_001, 12_300_000_007, 12_300_000_009];
  const { asked, read } = vendor(ids, { bad: 12_300_000_001 });
  expect(await read(4)).toEqual([null, ...ids.slice(1)]);
  expect(asked.length).toBeLessThan(60);
});

it.each(["-1", "1.5", "next"])("refuses the cursor %s", async (cursor) => {
  const reading = readAfter(list, { limit: 2, cursor, filters: {} }, async () => ({ rows: [] }));
  await expect(reading).rejects.toThrow("Invalid cursor");
});

it("refuses a caller's own position", async () => {
  const request = { limit: 2, filters: {}, primary: { query: { after: 7 } } };
  await expect(readAfter(list, request, async () => ({ rows: [] }))).rejects.toThrow("after");
});
