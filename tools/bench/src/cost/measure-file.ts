import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { afterAll, afterEach, beforeEach, expect } from "vitest";

/**
 * Runs before every test file when `pnpm test:cost` counts processor time. Tests of a worker run one after another, so what its process and
 * the processes it waited for took meanwhile is what a test or a file took, with what it was the first to import.
 */
const LOG = process.env.MDMKIT_TEST_COST ?? "";
const start = usage();
let begun = start;

beforeEach(() => {
  begun = usage();
});
afterEach(({ task }) => note("test", task.name, begun));
afterAll(() => note("file", "", start));

function note(kind: "file" | "test", test: string, since: { user: number; system: number }): void {
  const now = usage();
  const file = relative(process.cwd(), expect.getState().testPath ?? "");
  const name = [file, test].filter(Boolean).join(" > ");
  const cost = { kind, name, user: now.user - since.user, system: now.system - since.system };
  appendFileSync(LOG, `${JSON.stringify(cost)}\n`);
}

/** In seconds. */
function usage(): { user: number; system: number } {
  const { user, system } = process.cpuUsage();
  const [childUser, childSystem] = usageOfChildren();
  return { user: user / 1e6 + childUser, system: system / 1e6 + childSystem };
}

/** Only Linux reports it, in ticks of 10 ms. */
function usageOfChildren(): [number, number] {
  if (!existsSync("/proc/self/stat")) return [0, 0];
  const fields = readFileSync("/proc/self/stat", "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return [Number(fields[13]) / 100, Number(fields[14]) / 100];
}
