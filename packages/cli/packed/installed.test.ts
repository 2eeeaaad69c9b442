import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import manifest from "../package.json" with { type: "json" };

const folder = mkdtempSync(join(tmpdir(), "mdmkit-installed-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tarball = join(import.meta.dirname, `../../../.cache/packages/mdmkit-${manifest.version}.tgz`);
execFileSync("tar", ["-xzf", tarball, "--strip-components=1", "-C", folder]);

/** Runs the packed command with no other package beside it. */
const run = (...args: string[]) =>
  execFileSync(process.execPath, [join(folder, "dist/bin.js"), ...args], {
    encoding: "utf8",
    env: { HOME: folder, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
    stdio: ["ignore", "pipe", "ignore"],
  });

test("has its version, its vendors and their sandboxes in its own files", () => {
  expect(run("--version")).toBe(`${manifest.version}\n`);
  const args = ["devices", "list", "--sandbox", "--account", "all", "--sandbox-devices", "12"];
  const { result, outcomes } = JSON.parse(run(...args, "--output", "json"));
  expect(result).toHaveLength(12 * Object.keys(outcomes).length);
});
