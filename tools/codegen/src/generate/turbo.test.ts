import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyRepository } from "../fixtures/copy-repository.ts";

type DryTask = { taskId: string; hash: string; command: string; dependents: string[] };

const root = fileURLToPath(new URL("../../../..", import.meta.url));
let copy: string;

beforeAll(() => {
  copy = copyRepository();
}, 60_000);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe("turbo", () => {
  it("does nothing the second time", { timeout: 120_000 }, () => {
    // What is generated is an input as well as an output, so it counts that nothing generates again. One package is built too.
    const tasks = ["run", "generate", "@mdmkit/jumpcloud#build"];
    turbo(...tasks);
    expect(turbo(...tasks)).toContain("FULL TURBO");
  });

  it("rebuilds only a vendor and its dependents when the vendor's spec changes", () => {
    const before = tasks();
    appendFileSync(join(copy, "specs/jumpcloud/overlay.yaml"), "# changed\n");
    const changed = [...tasks()].filter(([id, { hash }]) => before.get(id)?.hash !== hash).map(([id]) => id);

    const affected = dependentsOf("@mdmkit/jumpcloud#generate", before);
    expect(changed.sort()).toEqual([...affected].filter((id) => before.has(id)).sort());
    expect(changed.filter((id) => id.endsWith("#generate"))).toEqual(["@mdmkit/jumpcloud#generate"]);
    expect(changed).toContain("@mdmkit/unified#build");
    expect(changed).not.toContain("@mdmkit/runtime#build");
  });

  it("repeats only the tests of a vendor and its dependents when its client changes", () => {
    const before = tasks("test");
    appendFileSync(join(copy, "packages/jumpcloud/src/index.ts"), "// changed\n");
    const changed = [...tasks("test")].filter(([id, { hash }]) => before.get(id)?.hash !== hash);
    const tests = changed.map(([id]) => id).filter((id) => id.endsWith("#test"));
    expect(tests).toEqual(expect.arrayContaining(["jumpcloud", "sandbox", "unified", "gateway"].map(testOf)));
    for (const name of ["jamf-pro", "runtime"]) expect(tests).not.toContain(testOf(name));
  });

  it.each(["specs/jumpcloud/parts/device.yml", "specs/jumpcloud/second.json", "redocly.yaml"])(
    "generates the vendor again when %s changes",
    (path) => {
      const hashOf = () => tasks("generate").get("@mdmkit/jumpcloud#generate")?.hash;
      const before = hashOf();
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      appendFileSync(join(copy, path), "\n");
      expect(hashOf()).not.toBe(before);
    },
  );
});

const testOf = (name: string) => `@mdmkit/${name}#test`;

/** Every task that runs something, by id. */
function tasks(...names: string[]): Map<string, DryTask> {
  const asked = names.length > 0 ? names : ["build", "test"];
  const { tasks }: { tasks: DryTask[] } = JSON.parse(turbo("run", ...asked, "--dry=json"));
  return new Map(tasks.map((task) => [task.taskId, task]));
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
