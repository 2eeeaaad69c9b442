import { execFileSync } from "node:child_process";
import { appendFileSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyRepository } from "../fixtures/copy-repository.ts";

type DryTask = { taskId: string; hash: string; command: string; dependents: string[] };

const root = fileURLToPath(new URL("../../../..", import.meta.url));
let copy: string;

let secondRun: string;
/** All tasks before any change, and after each of these changes in turn. */
const states: Partial<Record<"start" | "generated" | "test", Map<string, DryTask>>> = {};

beforeAll(() => {
  // Turbo hashes much faster what git knows.
  copy = copyRepository({ committed: true });
  for (const _ of ["first", "second"]) secondRun = turbo("run", "@mdmkit/schema-validator#build");
  states.start = tasks();
  change("packages/jumpcloud/src/generated/client.ts", "// changed\n");
  states.generated = tasks();
  change("packages/unified/src/vendors/jumpcloud/conformance/reads.test.ts", "// changed\n");
  states.test = tasks();
}, 120_000);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe("turbo", () => {
  it("does nothing the second time", () => expect(secondRun).toContain("FULL TURBO"));

  it("builds only a vendor and its dependents again when its generated files change", () => {
    const changed = changedBetween("start", "generated");
    const affected = dependentsOf("@mdmkit/jumpcloud#build", states.start ?? new Map());
    expect(changed).toEqual([...affected, ...TESTS].sort());
    expect(changed).toContain("@mdmkit/unified#build");
    expect(changed).not.toContain("@mdmkit/runtime#build");
  });

  it("repeats the tests, and builds nothing, when a test changes", () => {
    expect(changedBetween("generated", "test")).toEqual(TESTS.toSorted());
  });
});

const TESTS = ["services", "tools", "packages"].map((shard) => `//#tests:${shard}`);

function change(path: string, text: string): void {
  appendFileSync(join(copy, path), text);
}

/** Every task that runs something, by id. */
function tasks(): Map<string, DryTask> {
  const { tasks }: { tasks: DryTask[] } = JSON.parse(
    turbo("run", "build", ...TESTS.map((id) => id.slice(3)), "--dry=json"),
  );
  return new Map(tasks.map((task) => [task.taskId, task]));
}

/** The tasks that run again after a change. */
function changedBetween(before: keyof typeof states, after: keyof typeof states): string[] {
  const isSame = (id: string, { hash }: DryTask) => states[before]?.get(id)?.hash === hash;
  return [...(states[after] ?? [])].flatMap(([id, task]) => (isSame(id, task) ? [] : [id])).sort();
}

/** A task and all that come after it. */
function dependentsOf(id: string, all: ReadonlyMap<string, DryTask>, found = new Set<string>()): Set<string> {
  if (found.has(id)) return found;
  found.add(id);
  for (const dependent of all.get(id)?.dependents ?? []) dependentsOf(dependent, all, found);
  return found;
}

function turbo(...args: string[]): string {
  const bin = join(root, "node_modules/.bin/turbo");
  return run(copy, bin, [...args, "--cache-dir", join(copy, ".turbo/cache")]);
}

function run(cwd: string, command: string, args: string[]): string {
  const env = {
    ...process.env,
    TURBO_TELEMETRY_DISABLED: "1",
    FORCE_COLOR: "0",
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
  };
  return execFileSync(command, args, {
    cwd,
    env,
    encoding: "utf8",
    maxBuffer: 1e9,
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
}
