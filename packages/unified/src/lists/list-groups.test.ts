import { PermissionError, UnsupportedOperationError, VendorUnavailableError } from "@mdmkit/runtime";
import { expect, test } from "vitest";
import type { GroupFilters } from "../contract/model.ts";
import type { PageRequest } from "../contract/resource-contract.ts";
import { listGroups } from "./list-groups.ts";
import { pageOfWhole } from "./whole-list.ts";

type Row = { readonly id: string };
const rows = (name: string, count: number): Row[] =>
  Array.from({ length: count }, (_, at) => ({ id: `${name}${at}` }));
const invalidCursor = () => new Error("Invalid cursor.");

/** A page of three groups of devices and two of users. */
const page = (request: Partial<PageRequest<GroupFilters>>, failure?: Error) =>
  listGroups<Row>(
    { limit: 2, filters: {}, ...request },
    {
      device: async (part) => pageOfWhole(rows("d", 3), part),
      user: async (part) => {
        if (failure) throw failure;
        return pageOfWhole(rows("u", 2), part);
      },
      userOperation: "listUserGroups",
      invalidCursor,
    },
  );

/** Ids of all pages, page by page. */
async function walked(filters: Partial<GroupFilters>): Promise<string[][]> {
  const pages: string[][] = [];
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const { items, next } = await page({ filters, cursor });
    pages.push(items.flatMap((row) => row?.id ?? []));
    cursor = next;
  }
  return pages;
}

test.each<[Partial<GroupFilters>, string[][]]>([
  [{}, [["d0", "d1"], ["d2"], ["u0", "u1"]]],
  [{ member_type: "user" }, [["u0", "u1"]]],
  [{ member_type: "device" }, [["d0", "d1"], ["d2"]]],
  [{ device: { id: "1" } }, [["d0", "d1"], ["d2"]]],
  [{ user: { id: "1" } }, [["u0", "u1"]]],
  [{ user: { id: "1" }, device: { id: "1" } }, [[]]],
  [{ user: { id: "1" }, member_type: "device" }, [[]]],
])("reads the lists that %j can be about, one after the other", async (filters, pages) => {
  expect(await walked(filters)).toEqual(pages);
});

test.each([new PermissionError("Denied."), new UnsupportedOperationError("Older server.")])(
  "lacks groups of users that cannot be read, and says so: %s",
  async (failure) => {
    const { next } = await page({ cursor: "device:2" }, failure);
    expect(await page({ cursor: next }, failure)).toEqual({
      items: [],
      doubt: "short",
      gaps: [{ fields: [], operation: "listUserGroups", reason: failure.message }],
    });
    await expect(page({ filters: { member_type: "user" } }, failure)).rejects.toBe(failure);
  },
);

test("fails where the vendor does, and for a cursor of another list", async () => {
  const down = new VendorUnavailableError("Down.");
  await expect(page({ cursor: "user:" }, down)).rejects.toBe(down);
  await expect(page({ cursor: "7" })).rejects.toThrow("Invalid cursor.");
});
