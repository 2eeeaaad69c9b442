import { describe, expect, expectTypeOf, it } from "vitest";
import { connect } from "../client/connect.ts";
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
    expect(listing.report.complete).toBe(true);
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
