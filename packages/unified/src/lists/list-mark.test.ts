import { InvalidInputError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import type { ListPlan } from "../contract/listing.ts";
import { listingOf, numbered, offsetSource } from "../fixtures/pages.ts";
import { markCursor, markOf, unmarkCursor } from "./list-mark.ts";

const LIST = { vendor: "toy", resource: "devices", filters: { platform: "ios", name: "a" } };

describe("the mark of a list", () => {
  it("does not depend on the order of filters", () =>
    expect(markOf({ ...LIST, filters: { name: "a", platform: "ios" } })).toBe(markOf(LIST)));

  it("takes a large number as its digits", () => {
    const of = (id: bigint) => markOf({ ...LIST, remoteQuery: { id } });
    expect(of(9007199254740993n)).not.toBe(of(9007199254740992n));
  });

  it.each([
    { ...LIST, vendor: "other" },
    { ...LIST, resource: "users" },
    { ...LIST, filters: { platform: "ios" } },
    { ...LIST, filters: { platform: "ios", name: "b" } },
    { ...LIST, remoteQuery: { q: "x" } },
  ])("differs for %j", (other) => expect(markOf(other)).not.toBe(markOf(LIST)));
});

describe("a cursor of a page", () => {
  const from = offsetSource(() => numbered(9), { limit: 4 });
  const plan: ListPlan = { ...listingOf(from, { pageSize: 4 }).plan, filters: { platform: "ios" } };

  it("is refused where the filters are others, before any request", async () => {
    const { next } = await listingOf(from, { pageSize: 4, plan }).page();
    from.asked.length = 0;
    const other = listingOf(from, { pageSize: 4, cursor: next ?? "" });
    await expect(other.page()).rejects.toThrow("with other filters");
    await expect(other.page()).rejects.toBeInstanceOf(InvalidInputError);
    expect(from.asked).toEqual([]);
    await expect(listingOf(from, { pageSize: 4, plan, cursor: next ?? "" }).page()).resolves.toBeDefined();
  });

  it("may hold anything a vendor gives", () => {
    const mark = markOf(plan);
    for (const inner of ["a.b", "x\ny", "ü:1", "."])
      expect(unmarkCursor(mark, plan, markCursor(mark, inner) ?? "")).toBe(inner);
    expect(markCursor(mark, null)).toBeNull();
  });
});
