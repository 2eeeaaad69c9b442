import { expect, it } from "vitest";
import { groupRows, rowsByKey } from "./rows-by-key.ts";

type Row = { id?: number; name: string };

/** A list as `paginate` gives it. */
async function* listOf(rows: readonly (Row | null)[]) {
  yield* rows;
}

const ROWS = [{ id: 1, name: "a" }, null, { name: "no id" }, { id: 1, name: "b" }, { id: 2, name: "c" }];

it("rows by key, of which the first counts, and those that cannot be read are noted", async () => {
  const noted: (string | undefined)[] = [];
  const found = await rowsByKey(
    listOf(ROWS),
    ({ id }) => id,
    (reason) => noted.push(reason),
  );
  expect([...found.values()].map(({ name }) => name)).toEqual(["a", "c"]);
  expect(noted).toEqual([undefined, undefined]);
});

it("grouped rows are all there, and a list that lacks some says so", async () => {
  const noted: (string | undefined)[] = [];
  const rows = Object.assign(listOf(ROWS.filter((row) => row?.id)), { report: { reason: "short" } });
  const found = await groupRows(
    rows,
    ({ id }) => id,
    (reason) => noted.push(reason),
  );
  expect([...found].map(([id, group]) => [id, group.length])).toEqual([
    [1, 2],
    [2, 1],
  ]);
  expect(noted).toEqual(["The vendor's list is not complete: short."]);
});
