import { expect, it } from "vitest";
import { unportableScripts } from "./check-scripts.ts";

it("finds scripts that only a POSIX shell runs", () => {
  const scripts = {
    start: "A=1 node a.mjs",
    build: "A=1 turbo run build",
    api: "node --run build && node b.ts",
    tests: "../node_modules/.bin/vitest run",
  };
  expect(unportableScripts(scripts, ["start"]).map((problem) => problem.split("`")[1])).toEqual([
    "start",
    "build",
    "tests",
  ]);
});

it("accepts variables where pnpm runs the script", () => {
  const scripts = {
    build: "A=1 turbo run build",
    api: "pnpm build && node --run lint",
    lint: "node tools/lint.ts",
  };
  expect(unportableScripts(scripts, [])).toEqual([]);
});
