import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyRepository } from "../fixtures/copy-repository.ts";
import { runGit } from "../fixtures/create-git-workspace.ts";
import { patternOf, readWalkthrough } from "../fixtures/read-walkthrough.ts";
import { runCommand } from "../run-command.ts";

let copy: string;

beforeAll(() => {
  copy = copyRepository({ committed: true });
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** `pnpm <script> …` and `pnpm --filter <package> <script>`, as the manifests define them. */
async function run(command: string): Promise<string> {
  const [, filtered, name = "", rest = ""] =
    /^pnpm (?:--filter @mdmkit\/(\S+) )?(\S+)(.*)$/.exec(command) ?? [];
  const folder = join(copy, filtered ? `packages/${filtered}` : "");
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  const script = `${scripts[name]}${rest}`;
  const [, codegen] = /^node .*\/bin\.mjs (.+)$/.exec(script) ?? [];
  // One thread of the compiler takes less processor time than several.
  return codegen === undefined
    ? shell(`${script} --singleThreaded`, folder)
    : runHere(codegen.split(" "), folder);
}

/** A command of codegen, without a process of its own. */
async function runHere(args: readonly string[], cwd: string): Promise<string> {
  let printed = "";
  const terminal = { write: (text: string) => (printed += text) };
  await runCommand(args, { cwd, out: terminal, error: terminal, now: () => new Date() });
  return printed;
}

function shell(script: string, cwd: string): string {
  const env = {
    ...process.env,
    PATH: [join(copy, "node_modules/.bin"), process.env.PATH].join(delimiter),
    NO_COLOR: "1",
  };
  return spawnSync(`${script} 2>&1`, { cwd, shell: true, encoding: "utf8", env }).stdout;
}

/** The arguments of a git command; those with blanks stand in quotes. */
function argumentsOf(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "").slice(1);
}

function edit(file: string, before: string, after: string): void {
  const text = readFileSync(join(copy, file), "utf8");
  expect(text.split(before)).toHaveLength(2); // It is there, and there once.
  writeFileSync(
    join(copy, file),
    text.replace(before, () => after),
  );
}

describe("docs/maintainers-day.md", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../../docs/maintainers-day.md"), "utf8");
  const steps = readWalkthrough(page);

  it("contains steps", () => expect(steps.length).toBeGreaterThan(5));

  it("prints the documented output", { timeout: 300_000 }, async () => {
    for (const step of steps) {
      if (step.kind === "edit") edit(step.file, step.before, step.after);
      else if (step.command.startsWith("git ")) runGit(copy, argumentsOf(step.command));
      else expect(await run(step.command)).toMatch(patternOf(step.printed));
    }
    expect(runGit(copy, ["status", "--porcelain"])).toBe("");
  });
});

describe("an operation that JumpCloud removes", () => {
  const SPEC = "specs/jumpcloud/openapi.json";

  it("breaks the write that sends it", async () => {
    const document = JSON.parse(readFileSync(join(copy, SPEC), "utf8"));
    delete document.paths["/systems/{id}"].delete;
    writeFileSync(join(copy, SPEC), `${JSON.stringify(document, null, 2)}\n`);
    const impact = JSON.parse(await run("pnpm spec impact jumpcloud --format json"));
    runGit(copy, ["checkout", "--quiet", SPEC]);
    expect(impact.fields).toEqual([]);
    expect(impact.writes).toEqual([
      { member: "devices.delete", operations: ["systems_delete"], isBroken: true, changes: [0] },
    ]);
    const places: { file: string; line: number }[] = impact.places;
    for (const { file, line } of places) {
      expect(readFileSync(join(copy, file), "utf8").split("\n")[line - 1]).toMatch(/\bsystems_delete\b/);
    }
    const packages = new Set(places.map(({ file }) => file.split("/")[1]));
    expect([...packages]).toEqual(["unified"]);
    expect(impact.changeset.text).toBe(`---
"@mdmkit/jumpcloud": major
"@mdmkit/unified": major
"@mdmkit/sandbox": patch
---

Followed JumpCloud's API document:

- \`devices.delete\` no longer works with JumpCloud: \`systems_delete\` was removed.
- JumpCloud client: \`systems_delete\` (DELETE /systems/{id}) was removed.
`);
  });
});
