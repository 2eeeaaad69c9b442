import { expect, test } from "vitest";
import { sorted } from "./sorted.ts";

const key = (path: string, isDescending = false) => ({ path, isDescending });
const values = (path: string, records: readonly object[], isDescending = false) =>
  sorted(records, [key(path, isDescending)]).map((record) => Object(record)[path]);

test.each([
  ["numbers in texts by their value", ["10.1", "9.2", "9.10"], ["9.2", "9.10", "10.1"]],
  ["numbers", [10, 9, -1], [-1, 9, 10]],
  ["booleans", [true, false], [false, true]],
  ["texts without regard to case first", ["b", "A", "C"], ["A", "b", "C"]],
  [
    "times",
    ["2026-11-02T00:00:00Z", "2026-11-01T23:00:00Z"],
    ["2026-11-01T23:00:00Z", "2026-11-02T00:00:00Z"],
  ],
])("orders %s", (_what, given, expected) => {
  const records = given.map((value) => ({ value }));
  expect(values("value", records)).toEqual(expected);
  expect(values("value", records, true)).toEqual([...expected].reverse());
});

test.each([false, true])("null and absent values are last, also descending: %j", (isDescending) => {
  const records = [{ n: null, id: 1 }, { id: 2 }, { n: 1, id: 3 }, { n: 2, id: 4 }];
  const ids = sorted(records, [key("n", isDescending)]).map((record) => Object(record).id);
  expect(ids).toEqual([...(isDescending ? [4, 3] : [3, 4]), 1, 2]);
});

test("a later key orders equal records, else they keep their order", () => {
  const records = [
    { a: 1, b: 1, id: "x" },
    { a: 1, b: 2, id: "y" },
    { a: 0, b: 3, id: "z" },
    { a: 1, b: 1, id: "w" },
  ];
  const order = (...keys: Parameters<typeof sorted>[1]) =>
    sorted(records, keys).map((record) => Object(record).id);
  expect(order(key("a"), key("b", true))).toEqual(["z", "y", "x", "w"]);
});
