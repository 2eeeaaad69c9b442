import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { problemOf } from "./check-machine.mjs";

const packages = Object.keys(manifest.optionalDependencies);

it.each([
  ["20.0.0", "linux", "x64", undefined],
  ["20.0.0", "darwin", "arm64", undefined],
  ["20.0.0", "darwin", "x64", undefined],
  ["20.0.0", "win32", "x64", undefined],
  ["18.20.0", "linux", "x64", "Node 18.20.0 is too old. Install Node 20"],
  ["22.0.0", "win32", "arm64", "There is no package with Node for win32 on arm64"],
  ["24.0.0", "freebsd", "x64", undefined],
])("Node %s on %s %s", (version, platform, arch, problem) => {
  const found = problemOf({ version, platform, arch, packages });
  if (problem === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(problem);
});

it("lets pnpm check packages against the oldest Node that is installed into the folder", () => {
  const [oldest] = Object.values(manifest.optionalDependencies).sort();
  const settings = readFileSync(new URL("../../../pnpm-workspace.yaml", import.meta.url), "utf8");
  expect(settings).toContain(`nodeVersion: ${oldest}\n`);
});
