import { expect, test } from "vitest";
import { readKnown } from "./known-records.ts";

const IDS = ["a", "b", "c", "d"];

function known() {
  const page = { ids: IDS, stable: [1, 2, 3, 4], volatile: [5, 6, 7, 8], missing: ["d"] };
  return readKnown(
    async () => page,
    async () => {},
  );
}

test.each([
  ["in the order of ids", ["a", "b", "c", "d"]],
  ["in another order, with a new one", ["c", "new", "b", "d", "a"]],
  ["in their order with one that is new", ["a", "aa", "b", "c", "d"]],
  ["without some", ["b", "d"]],
])("finds the hashes of records that are listed %s", async (_, listed) => {
  const { see, unseen } = await known();
  for (const id of listed) {
    const index = IDS.indexOf(id);
    expect(see(id)).toEqual(
      index < 0 ? undefined : { stable: index + 1, volatile: index + 5, isMissing: id === "d" },
    );
  }
  expect(unseen()).toEqual(["a", "b", "c"].filter((id) => !listed.includes(id)));
});
