import { expect, it } from "vitest";
import { createCollection } from "./collection.ts";
import { viewOf } from "./view.ts";

function open() {
  const all = createCollection({
    size: 6,
    id: (index) => String(index),
    index: Number,
    render: (index) => ({ id: String(index), isEven: index % 2 === 0 }),
  });
  const even = viewOf(all, {
    has: ({ isEven }) => isEven === true,
    id: (id) => `even-${id}`,
    key: (name) => name.replace("even-", ""),
  });
  return { all, even };
}

it("has some of the records, under ids of its own", () => {
  const { even } = open();
  expect([even.count(), even.ids()]).toEqual([3, ["even-0", "even-2", "even-4"]]);
  expect(even.get("even-2")).toEqual({ id: "2", isEven: true });
  expect(even.get("even-1")).toBeUndefined();
  expect(even.rows("id").slice(1, 3)).toEqual([even.get("even-2"), even.get("even-4")]);
});

it("changes the collection behind it, and nothing outside of the view", () => {
  const { all, even } = open();
  even.update("even-2", { name: "two" });
  even.remove("even-4");
  expect(even.update("even-1", { name: "one" })).toBeUndefined();
  expect(all.get("2")).toMatchObject({ name: "two" });
  expect(all.ids()).toEqual(["0", "1", "2", "3", "5"]);
  expect(even.version).toBe(all.version);
});
