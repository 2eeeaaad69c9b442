import { describe, expect, it } from "vitest";
import { itemsOf } from "./index.ts";

describe("itemsOf", () => {
  it.each([[[1, 2]], [{ items: [1, 2] }]])("finds the list in %j", (data) =>
    expect(itemsOf(data)).toEqual([1, 2]),
  );

  it("finds none where there is none", () => expect(itemsOf(undefined)).toEqual([]));
});
