import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { patternOf, readWalkthrough } from "../src/fixtures/read-walkthrough.ts";
import { PackedRegistry } from "./install-packed.ts";

const page = readFileSync(join(import.meta.dirname, "../../../docs/write-a-vendor.md"), "utf8");
const registry = new PackedRegistry();
afterAll(() => rmSync(registry.folder, { recursive: true, force: true }));

/** What npx has in its cache after it downloaded a package. */
function downloadTool(): string {
  const folder = join(registry.folder, "npx");
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ dependencies: { "@mdmkit/codegen": "*" } }));
  registry.install(folder);
  return join(folder, "node_modules/.bin/mdmkit-codegen");
}

it("docs/write-a-vendor.md runs as it is printed, in an empty folder", { timeout: 300_000 }, () => {
  const tool = downloadTool();
  let cwd = join(registry.folder, "empty");
  mkdirSync(cwd);
  cpSync(join(import.meta.dirname, "../src/fixtures/new-vendor/offset.yaml"), join(cwd, "openapi.yaml"));
  const steps = readWalkthrough(page);
  expect(steps.length).toBeGreaterThan(5);
  for (const step of steps) {
    if (step.kind === "edit") edit(join(cwd, step.file), step);
    else if (step.command.startsWith("cd ")) cwd = join(cwd, step.command.slice(3));
    else if (step.command === "npm install") registry.install(cwd);
    else expect(run(step.command, { cwd, tool }), step.command).toMatch(patternOf(step.printed));
  }
});

function edit(file: string, { before, after }: { before: string; after: string }): void {
  const text = readFileSync(file, "utf8");
  expect(text.split(before), before).toHaveLength(2); // It is there, and there once.
  writeFileSync(
    file,
    text.replace(before, () => after),
  );
}

/** Runs a command as a shell does; npm scripts are run by npm. */
function run(command: string, { cwd, tool }: { cwd: string; tool: string }): string {
  const { HOME, NODE_COMPILE_CACHE, GOGC } = process.env;
  const path = [dirname(process.execPath), process.env.PATH].join(delimiter);
  const line = command.replace(/^npx @mdmkit\/codegen/, JSON.stringify(tool));
  const { stdout, stderr, status } = spawnSync(`${line} 2>&1`, {
    cwd,
    shell: true,
    encoding: "utf8",
    env: { PATH: path, HOME, NODE_COMPILE_CACHE, GOGC, NO_COLOR: "1", NO_UPDATE_NOTIFIER: "1" },
  });
  expect(status, `${command}\n${stdout}${stderr}`).toBe(0);
  return stdout;
}
