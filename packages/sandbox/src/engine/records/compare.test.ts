import { expect, it } from "vitest";
import { compareValues, sorted, testsBy } from "./compare.ts";

it.each([
  [
    [10, "9", null, "9.5"],
    [null, "9", "9.5", 10],
  ],
  [
    ["b", "2026-01-02", "a", "2025-12-31"],
    ["2025-12-31", "2026-01-02", "a", "b"],
  ],
])("compares numbers as numbers, and anything else as text", (values, inOrder) =>
  expect(values.toSorted(compareValues)).toEqual(inOrder),
);

it("finds no order between a value and none, and tests any item of a list", () => {
  const { eq, ne, gt, lte } = testsBy(compareValues);
  expect([gt(null, 0), lte(undefined, 0), lte(0, 0), gt([0, [2]], 1)]).toEqual([false, false, true, true]);
  expect([eq("2", 2), eq([1, 2], 2), ne([1, 2], 2), ne(null, 2)]).toEqual([true, true, false, true]);
});

it("sorts by one property after the other, and keeps the order of equal rows", () => {
  const rows = [
    { id: 1, of: { size: 2 } },
    { id: 2, of: { size: 10 } },
    { id: 3, of: { size: 2 } },
  ];
  const keys = [{ path: "of.size", descending: true }];
  const ids = (sort: Parameters<typeof sorted>[1]) => sorted(rows, sort).map(({ id }) => id);
  expect(ids(keys)).toEqual([2, 1, 3]);
  expect(ids([...keys, { path: "id", descending: true }])).toEqual([2, 3, 1]);
});
