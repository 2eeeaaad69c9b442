import { expect, it } from "vitest";
import { shareReads } from "./share-reads.ts";

/** Reads that end when the test lets them. */
function controlledReads() {
  const begun: { readonly key: string; readonly end: (value: string) => void; readonly fail: () => void }[] =
    [];
  const read = shareReads<string>(
    (key) =>
      new Promise((resolve, reject) => {
        begun.push({ key, end: resolve, fail: () => reject(new Error(`no ${key}`)) });
      }),
  );
  return { begun, read };
}

it("begins one read for all who ask while another runs, after they asked", async () => {
  const { begun, read } = controlledReads();
  const first = read("a");
  const others = [read("a"), read("a"), read("b")];
  expect(begun.map(({ key }) => key)).toEqual(["a", "b"]);
  begun[0]?.end("before");
  expect(await first).toBe("before");
  expect(begun.map(({ key }) => key)).toEqual(["a", "b", "a"]);
  begun[2]?.end("after");
  begun[1]?.end("other");
  expect(await Promise.all(others)).toEqual(["after", "after", "other"]);
});

it("reads again for who asks later", async () => {
  const { begun, read } = controlledReads();
  const first = read("a");
  begun[0]?.end("1");
  await first;
  const second = read("a");
  begun[1]?.end("2");
  expect(await second).toBe("2");
});

it("goes on after a read that fails", async () => {
  const { begun, read } = controlledReads();
  const [first, second] = [read("a"), read("a")];
  begun[0]?.fail();
  await expect(first).rejects.toThrow("no a");
  begun[1]?.end("2");
  expect(await second).toBe("2");
});
