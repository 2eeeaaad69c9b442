import { expect, it } from "vitest";
import { relativeLinks } from "./check-readmes.ts";

it("finds links that only the repository resolves", () => {
  const text = "[a](https://example.com) [b](#below)\n![c](../picture.svg) and [d](docs/lists.md#gaps)";
  expect(relativeLinks(text)).toEqual([
    { line: 2, target: "../picture.svg" },
    { line: 2, target: "docs/lists.md#gaps" },
  ]);
});
