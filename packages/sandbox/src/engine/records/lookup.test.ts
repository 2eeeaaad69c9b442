import { expect, it } from "vitest";
import { type Source, select } from "./select.ts";
import { asText } from "./values.ts";

/** A thousand records, and how many were made. */
function counting() {
  let made = 0;
  let version = 0;
  const size = 1000;
  const source: Source = {
    get version() {
      return version;
    },
    rows: () => ({
      length: size,
      slice(start, end) {
        const rows = Array.from({ length: Math.min(end, size) - start }, (_, at) => ({
          id: String(start + at),
          version,
        }));
        made += rows.length;
        return rows;
      },
    }),
  };
  const find = (...keys: string[]) =>
    select(source, {
      key: keys.join(),
      keep: ({ id }) => keys.includes(String(id)),
      lookup: { name: "id", keys, keysOf: ({ id }) => [asText(id) ?? ""] },
    }).slice(0, size);
  return { find, made: () => made, change: () => void version++ };
}

it("makes all records once, and then only those that a query names", () => {
  const { find, made } = counting();
  for (let at = 0; at < 100; at++)
    expect(find(String(at + 7), String(at)).map(({ id }) => Number(id))).toEqual([at, at + 7]);
  expect(find("none", "3", "3").map(({ id }) => id)).toEqual(["3"]);
  expect(made()).toBe(1000 + 200 + 1);
});

it("reads the keys again after a change", () => {
  const { find, made, change } = counting();
  find("1");
  change();
  expect(find("1")).toEqual([{ id: "1", version: 1 }]);
  expect(made()).toBe(2 * (1000 + 1));
});
