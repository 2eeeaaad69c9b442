import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createWorkspace, type Workspace } from "../fixtures/create-workspace.ts";

const repository = join(import.meta.dirname, "../../../..");

/** Real documents of vendors are beside the repository and never in it. */
const corpus = join(repository, "../shared/corpus");
const files = existsSync(corpus) ? readdirSync(corpus, { recursive: true, encoding: "utf8" }).sort() : [];
const documents = files.filter((file) => /\.(ya?ml|json)$/.test(file));
const good = documents.filter((file) => !/^malformed|postman/.test(file));
const odd = documents.filter((file) => /^malformed|postman/.test(file));

/** Files that look wrong and are not. */
const LEGAL = new Set(
  "bom-crlf conflicting-allof non-ascii-names nullable-in-3.1 proto-keys tab-in-flow-is-legal type-array-in-3.0 yaml11-scalars".split(
    " ",
  ),
);

function emptyWorkspace(): Workspace & Disposable {
  const workspace = createWorkspace();
  workspace.write("pnpm-workspace.yaml", "packages: []\n");
  mkdirSync(join(workspace.root, "specs"));
  return workspace;
}

/** What is generated from each document, in a folder of its own: one compiler does for all. */
const generated = createWorkspace();
afterAll(() => generated[Symbol.dispose]());

function keepGenerated({ root }: Workspace, file: string): void {
  cpSync(join(root, "packages"), join(generated.root, file.replaceAll(/\W/g, "-")), { recursive: true });
}

/** What the compiler says of all of it. */
function compile({ root, write }: Workspace): string {
  symlinkSync(join(import.meta.dirname, "../../node_modules"), join(root, "node_modules"), "junction");
  write("package.json", '{ "type": "module" }');
  write("tsconfig.json", JSON.stringify({ extends: join(repository, "tools/tsconfig/base.json") }));
  const compiler = join(repository, "node_modules/typescript/bin/tsc");
  const args = [compiler, "-p", root, "--singleThreaded"];
  return spawnSync(process.execPath, args, { encoding: "utf8" }).stdout;
}

describe.skipIf(documents.length === 0)("real documents (skipped without corpus)", () => {
  it.each(good)("%s is pulled, linted and generated from", async (file) => {
    using workspace = emptyWorkspace();
    const pulled = await workspace.spec("pull", "acme", "--from", join(corpus, file));
    expect(pulled).toMatchObject({ code: 0, error: expect.not.stringMatching(/^(?!note: )./m) });
    const generated = await workspace.run("generate");
    expect(generated.code).toBe(0);
    expect(generated.error).not.toMatch(/^(?!.*: {0,2}.* warning: ).+$/m);
    expect((await workspace.spec("lint")).out).toMatch(/^acme {2}\d+ errors/);
    expect((await workspace.run("generate", "--check")).code).toBe(0);
    keepGenerated(workspace, file);
  });

  it.each(odd)("%s is read, or rejected with a position", async (file) => {
    using workspace = emptyWorkspace();
    const start = process.cpuUsage(); // what a busy machine does not lengthen
    const { code, error } = await workspace.spec("pull", "acme", "--from", join(corpus, file));
    expect(process.cpuUsage(start).user).toBeLessThan(5_000_000);
    const name = file.replace(/^.*\//, "").replace(/\.\w+$/, "");
    expect(code).toBe(LEGAL.has(name) ? 0 : 1);
    if (code === 0) {
      expect((await workspace.run("generate")).code).toBe(0);
      keepGenerated(workspace, file);
      return;
    }
    for (const line of error.trimEnd().split("\n")) expect(line).toMatch(/:\d+:\d+ {2}\S|^--with-errors/);
    expect(readdirSync(workspace.root)).toEqual(["pnpm-workspace.yaml", "specs"]);
  });

  it("what is generated from all of them compiles", () => expect(compile(generated)).toBe(""));

  it("the same document in JSON and YAML has the same text", async () => {
    using workspace = emptyWorkspace();
    const twins = good.filter((file) => file.includes("2025-08"));
    const texts = await Promise.all(
      twins.map(async (file, index) => {
        await workspace.spec("pull", `twin-${index}`, "--from", join(corpus, file));
        return workspace.read(`specs/twin-${index}/upstream.json`);
      }),
    );
    expect(texts).toHaveLength(2);
    expect(texts[0]).toBe(texts[1]);
  });
});
