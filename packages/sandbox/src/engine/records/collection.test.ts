import { describe, expect, it } from "vitest";
import { type Collection, createCollection } from "./collection.ts";
import type { Row } from "./values.ts";

const hex = (index: number) => `aa${index.toString(16).padStart(6, "0")}`;

function numbers(size: number, has?: (index: number) => boolean) {
  const rendered: number[] = [];
  const collection = createCollection({
    size,
    id: hex,
    ...(has && { has }),
    render(index) {
      rendered.push(index);
      return { id: hex(index), n: index };
    },
  });
  return { collection, rendered };
}

const read = (collection: Collection, order: "id" | "storage", range: [number, number] = [0, 100]) =>
  collection
    .rows(order)
    .slice(...range)
    .map((row: Row) => row.n);

describe("createCollection", () => {
  it("renders only what is read", () => {
    const { collection, rendered } = numbers(1_000_000);
    expect(read(collection, "id", [500_000, 500_002])).toEqual([500_000, 500_001]);
    expect(rendered).toEqual([500_000, 500_001]);
    expect(collection.count()).toBe(1_000_000);
  });

  it("finds a record by the index in its id, and only by the whole id", () => {
    const { collection } = numbers(10);
    expect(collection.get(hex(3))?.n).toBe(3);
    expect(collection.get("bb000003")).toBeUndefined();
    expect(collection.get(hex(10))).toBeUndefined();
  });

  it("skips positions that have no record", () => {
    const { collection } = numbers(9, (index) => index % 3 === 1);
    expect(collection.count()).toBe(3);
    expect(read(collection, "id")).toEqual([1, 4, 7]);
    expect(read(collection, "id", [1, 2])).toEqual([4]);
    expect(collection.get(hex(0))).toBeUndefined();
  });

  it("keeps changes and gives them out afterwards", () => {
    const { collection } = numbers(3);
    collection.update(hex(1), { n: 100 });
    expect(collection.get(hex(1))).toEqual({ id: hex(1), n: 100 });
    expect(collection.update("nope", {})).toBeUndefined();
  });

  it("keeps its place by id, and moves a changed record to the end of the storage order", () => {
    const { collection } = numbers(4);
    collection.update(hex(1), {});
    expect(read(collection, "id")).toEqual([0, 1, 2, 3]);
    expect(read(collection, "storage")).toEqual([0, 2, 3, 1]);
  });

  it("puts a new record last by id and first in storage order", () => {
    const { collection } = numbers(2);
    expect(collection.insert({ n: 50, id: "" }).id).toBe(hex(2));
    expect(read(collection, "id")).toEqual([0, 1, 50]);
    expect(read(collection, "storage")).toEqual([50, 0, 1]);
  });

  it("closes the gap of a removed record", () => {
    const { collection } = numbers(5);
    expect(collection.remove(hex(2))?.n).toBe(2);
    expect(collection.remove(hex(2))).toBeUndefined();
    expect(read(collection, "id", [1, 3])).toEqual([1, 3]);
    expect(collection.count()).toBe(4);
  });

  it.each(["id", "storage"] as const)("cuts every page of the %s order as the whole would be", (order) => {
    const { collection } = numbers(12, (index) => index !== 5);
    collection.remove(hex(0));
    collection.update(hex(3), {});
    collection.insert({ n: 99, id: "" });
    collection.update(hex(12), {});
    collection.insert({ n: 98, id: "" });
    const whole = read(collection, order);
    expect(whole).toHaveLength(collection.count());
    for (let size = 1; size <= whole.length; size++) {
      const pages = [];
      for (let skip = 0; skip < whole.length; skip += size) {
        pages.push(...read(collection, order, [skip, skip + size]));
      }
      expect(pages).toEqual(whole);
    }
  });
});
