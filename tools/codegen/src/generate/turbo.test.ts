import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyRepository } from "../fixtures/copy-repository.ts";

type DryTask = { taskId: string; hash: string; command: string; dependents: string[] };

const root = fileURLToPath(new URL("../../../..", import.meta.url));
let copy: string;

let secondRun: string;
/** All tasks before any change, and after each of these changes in turn. */
const states: Partial<Record<"start" | "spec" | "client" | "parts" | "redocly", Map<string, DryTask>>> = {};

beforeAll(() => {
  // Turbo hashes much faster what git knows.
  copy = copyRepository({ committed: true });
  // What is generated is an input as well as an output, so it counts that nothing generates again: a vendor and our document.
  // The vendor is built too.
  const once = ["run", "@mdmkit/unified#generate", "@mdmkit/jumpcloud#build"];
  for (const _ of ["first", "second"]) secondRun = turbo(...once);
  states.start = tasks();
  change("specs/jumpcloud/overlay.yaml", "# changed\n");
  states.spec = tasks();
  change("packages/jumpcloud/src/index.ts", "// changed\n");
  states.client = tasks();
  change("specs/applivery/parts/device.yml", "\n");
  change("specs/jamf-pro/second.json", "\n");
  states.parts = tasks();
  change("redocly.yaml", "\n");
  states.redocly = tasks();
}, 120_000);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe("turbo", () => {
  it("does nothing the second time", () => expect(secondRun).toContain("FULL TURBO"));

  it("rebuilds only a vendor and its dependents when the vendor's spec changes", () => {
    const changed = changedBetween("start", "spec");
    const affected = dependentsOf("@mdmkit/jumpcloud#generate", states.start ?? new Map());
    expect(changed).toEqual([...affected].filter((id) => states.start?.has(id)).sort());
    expect(changed.filter((id) => id.endsWith("#generate"))).toEqual(["@mdmkit/jumpcloud#generate"]);
    expect(changed).toContain("@mdmkit/unified#build");
    expect(changed).not.toContain("@mdmkit/runtime#build");
  });

  it("repeats only the tests of a vendor and its dependents when its client changes", () => {
    const tests = changedBetween("spec", "client").filter((id) => id.endsWith("#test"));
    expect(tests).toEqual(expect.arrayContaining(["jumpcloud", "sandbox", "unified", "gateway"].map(testOf)));
    for (const name of ["jamf-pro", "runtime"]) expect(tests).not.toContain(testOf(name));
  });

  it("generates a vendor again when a part of its document or a second file changes", () => {
    const vendors = ["applivery", "jamf-pro"].map((id) => `@mdmkit/${id}#generate`);
    expect(changedBetween("client", "parts").filter((id) => id.endsWith("#generate"))).toEqual(vendors);
  });

  it("generates every vendor again when the rules for documents change", () => {
    const vendors = ["applivery", "ivanti-neurons", "jamf-pro", "jumpcloud"].map(
      (id) => `@mdmkit/${id}#generate`,
    );
    expect(changedBetween("parts", "redocly")).toEqual(expect.arrayContaining(vendors));
  });
});

const testOf = (name: string) => `@mdmkit/${name}#test`;

function change(path: string, text: string): void {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  appendFileSync(join(copy, path), text);
}

/** Every task that runs something, by id. */
function tasks(): Map<string, DryTask> {
  const { tasks }: { tasks: DryTask[] } = JSON.parse(turbo("run", "build", "test", "--dry=json"));
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
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  };
  return execFileSync(command, args, {
    cwd,
    env,
    encoding: "utf8",
    maxBuffer: 1e9,
    stdio: ["ignore", "pipe", "pipe"],
  });
}
