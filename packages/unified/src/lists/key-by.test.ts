import { describe, expect, expectTypeOf, it } from "vitest";
import { connect } from "../client/connect.ts";
import { listingOf, numbered, offsetSource } from "../fixtures/pages.ts";
import { toyVendor } from "../fixtures/toy-vendor.ts";
import { keyBy } from "./key-by.ts";

const records = [
  { id: "a", serial: "S1" },
  { id: "b" },
  { id: "c", serial: "S2" },
  { id: "d", serial: "S1" },
  { id: "e", serial: "S1" },
];
const { devices } = connect(toyVendor({ records }).vendor);
const ids = (found: Iterable<{ id: string }>) => [...found].map(({ id }) => id);

describe("keyBy", () => {
  it("finds records by a field and keeps every one of them somewhere", async () => {
    const listing = devices.list();
    const keyed = await keyBy(listing, "serial_number");
    expect([...keyed.records].map(([key, { id }]) => [key, id])).toEqual([
      ["S1", "e"],
      ["S2", "c"],
    ]);
    expect([ids(keyed.repeated), ids(keyed.missing)]).toEqual([["a", "d"], ["b"]]);
    expect([keyed.complete, keyed.report]).toEqual([true, listing.report]);
  });

  it("takes a function, whose empty text is no key", async () => {
    const keyed = await keyBy(devices.list(), ({ id }) => (id < "c" ? "" : id.toUpperCase()));
    expect([[...keyed.records.keys()], ids(keyed.missing)]).toEqual([
      ["C", "D", "E"],
      ["a", "b"],
    ]);
  });

  it("is not complete where the list is not, or began at a cursor", async () => {
    const from = offsetSource(() => numbered(9), { limit: 4, total: () => 12 });
    expect(await keyBy(listingOf(from, { pageSize: 4 }), "id")).toMatchObject({
      complete: false,
      report: { reason: "short" },
    });
    const whole = offsetSource(() => numbered(9), { limit: 4 });
    const { next } = await listingOf(whole, { pageSize: 4 }).page();
    const rest = await keyBy(listingOf(whole, { pageSize: 4, cursor: next ?? "" }), "id");
    expect([rest.complete, rest.report.complete]).toEqual([false, true]);
  });

  it("takes the fields that hold text", async () => {
    const { records } = await keyBy(devices.list(), "platform");
    expectTypeOf(records.get).parameter(0).not.toEqualTypeOf<string>();
    // @ts-expect-error not text
    await keyBy(devices.list(), "tags");
    // @ts-expect-error no such field
    await keyBy(devices.list(), "color");
  });
});
