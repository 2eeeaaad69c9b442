import { appendFileSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { createWorkspace, TODAY, type Workspace } from "../fixtures/create-workspace.ts";
import { listFiles } from "../workspace/files.ts";
import { runGenerate } from "./run-generate.ts";

const GENERATED = "packages/acme/src/generated";

function outputsOf({ root, read }: Workspace): Map<string, string> {
  const paths = listFiles(root).filter(
    (file) => file.startsWith("packages/") || file.endsWith("openapi.json"),
  );
  return new Map(paths.map((path) => [path, read(path)]));
}

describe("generate", () => {
  it("writes the expected files", async () => {
    using workspace = createWorkspace("workspace");
    const { code, error } = await workspace.run("generate");
    expect({ code, error }).toEqual({ code: 0, error: "" });
    for (const [path, content] of outputsOf(workspace)) {
      if (path.endsWith("manifest.json")) continue; // It changes with the source of the tool.
      const file = path
        .replace(/^specs\/(\w+)\//, "$1/")
        .replace(/^packages\/(\w+)\/src\/generated\//, "$1/");
      await expect(content).toMatchFileSnapshot(`../fixtures/generated/${file}`);
    }
    const expected = listFiles(join(import.meta.dirname, "../fixtures/generated"));
    expect(outputsOf(workspace).size - 2).toBe(expected.length);
  });

  it("writes the same bytes in every run and order", async () => {
    using first = createWorkspace("workspace");
    using second = createWorkspace("workspace");
    await first.run("generate", "acme", "model");
    await second.run("generate", "model", "acme");
    expect(outputsOf(second)).toEqual(outputsOf(first));
    await first.run("generate", "--force");
    expect(outputsOf(first)).toEqual(outputsOf(second));
  });

  it("prints one line per spec", async () => {
    using workspace = createWorkspace("workspace");
    const { out } = await workspace.run("generate");
    expect(out.replaceAll(/\d+\.\d\d s/g, "0.00 s")).toBe(
      "acme   6 operations, 7 schemas  0.00 s\nmodel  3 operations, 6 schemas  0.00 s\n",
    );
  });

  it("works from a package's folder", async () => {
    using workspace = createWorkspace("workspace");
    await workspace.run("generate", "model");
    const cwd = join(workspace.root, "packages/model/src");
    const nowhere = { write: () => true };
    const surroundings = { cwd, out: nowhere, error: nowhere, now: () => new Date(TODAY) };
    expect(await runGenerate(["model", "--check"], surroundings)).toBe(0);
  });

  it("keeps a README in the generated folder, and removes other files", async () => {
    using workspace = createWorkspace("workspace");
    mkdirSync(join(workspace.root, GENERATED, "old"), { recursive: true });
    workspace.write(`${GENERATED}/README.md`, "Made by a tool.\n");
    workspace.write(`${GENERATED}/old/left-over.ts`, "export {};\n");
    await workspace.run("generate", "acme");
    expect(readdirSync(join(workspace.root, GENERATED)).sort()).toEqual([
      "README.md",
      "client.ts",
      "json-schema",
      "manifest.json",
      "operations.ts",
      "paths.ts",
      "schema.ts",
      "sensitive.ts",
      "table.ts",
    ]);
  });

  it("keeps the old files of a spec with errors, and generates the others", async () => {
    using workspace = createWorkspace("workspace");
    await workspace.run("generate", "acme");
    const before = outputsOf(workspace);
    workspace.write("specs/acme/source.yaml", "confidence: {}\n");
    const { code, out } = await workspace.run("generate");
    expect(code).toBe(1);
    expect(out).toMatch(/^acme {3}failed, nothing written\nmodel {2}3 operations/);
    for (const [path, content] of before) expect(workspace.read(path)).toBe(content);
  });
});

describe("skipping", () => {
  it("does nothing when inputs and outputs are unchanged", async () => {
    using workspace = createWorkspace("workspace");
    await workspace.run("generate");
    const { code, out } = await workspace.run("generate");
    expect({ code, out }).toEqual({ code: 0, out: "acme   up to date\nmodel  up to date\n" });
  });

  it.each([
    ["an input changes", "specs/acme/overlay.yaml"],
    ["an output changes", `${GENERATED}/client.ts`],
    ["openapi.json changes", "specs/acme/openapi.json"],
    ["the manifest is damaged", `${GENERATED}/manifest.json`],
  ])("generates again when %s", async (_, path) => {
    using workspace = createWorkspace("workspace");
    await workspace.run("generate", "acme");
    workspace.write(path, `${workspace.read(path)}\n`);
    const { out } = await workspace.run("generate", "acme");
    expect(out).toContain("6 operations");
    expect((await workspace.run("generate", "acme")).out).toBe("acme  up to date\n");
  });

  it.each(["specs/acme/parts/thing.yml", "specs/acme/second.json", "redocly.yaml"])(
    "generates again when %s is added or changed",
    async (path) => {
      using workspace = createWorkspace("workspace");
      await workspace.run("generate", "acme");
      mkdirSync(dirname(join(workspace.root, path)), { recursive: true });
      appendFileSync(join(workspace.root, path), "\n");
      expect((await workspace.run("generate", "acme")).out).toContain("6 operations");
      expect((await workspace.run("generate", "acme")).out).toBe("acme  up to date\n");
    },
  );

  it("keeps the modification time of unchanged files", async () => {
    using workspace = createWorkspace("workspace");
    await workspace.run("generate", "acme");
    const modified = () => statSync(join(workspace.root, GENERATED, "client.ts")).mtimeMs;
    const before = modified();
    await workspace.run("generate", "acme", "--force");
    expect(modified()).toBe(before);
  });
});

describe("--check", () => {
  it("passes after generating", async () => {
    using workspace = createWorkspace("workspace");
    await workspace.run("generate");
    expect(await workspace.run("generate", "--check")).toMatchObject({ code: 0, error: "" });
    expect(await workspace.run("generate", "--check", "--force")).toMatchObject({ code: 0, error: "" });
  });

  it.each([
    ["differs", (workspace: Workspace) => workspace.write(`${GENERATED}/client.ts`, "edited")],
    ["is missing", (workspace: Workspace) => workspace.remove(`${GENERATED}/client.ts`)],
  ])("names a file that %s and writes nothing", async (state, change) => {
    using workspace = createWorkspace("workspace");
    await workspace.run("generate");
    change(workspace);
    const before = outputsOf(workspace);
    const { code, error } = await workspace.run("generate", "--check");
    expect(code).toBe(1);
    expect(error).toBe(`${GENERATED}/client.ts ${state}\nrun: pnpm generate acme\n`);
    expect(outputsOf(workspace)).toEqual(before);
  });

  it("names a file that is not generated", async () => {
    using workspace = createWorkspace("workspace");
    await workspace.run("generate");
    workspace.write(`${GENERATED}/json-schema/more.ts`, "export {};\n");
    const { code, error } = await workspace.run("generate", "acme", "--check");
    expect(code).toBe(1);
    expect(error).toBe(`${GENERATED}/json-schema/more.ts is not generated\nrun: pnpm generate acme\n`);
  });

  it("lists the files that an edited input changes", async () => {
    using workspace = createWorkspace("workspace");
    await workspace.run("generate");
    const path = "specs/model/schemas/Kind.yaml";
    workspace.write(path, workspace.read(path).replace("large", "huge"));
    const { error } = await workspace.run("generate", "--check");
    expect(error.split("\n")).toEqual([
      "specs/model/openapi.json differs",
      "packages/model/src/generated/schema.ts differs",
      "packages/model/src/generated/inputs.ts differs",
      "packages/model/src/generated/write-inputs.ts differs",
      "packages/model/src/generated/json-schema/index.ts differs",
      "packages/model/src/generated/manifest.json differs",
      "run: pnpm generate model",
      "",
    ]);
  });
});

describe("invalid arguments", () => {
  it("lists the known ids for an unknown one", async () => {
    using workspace = createWorkspace("workspace");
    const { code, error } = await workspace.run("generate", "acne");
    expect({ code, error }).toEqual({ code: 2, error: "Unknown spec: acne. Known: acme, model.\n" });
  });

  it.each([
    [["generate", "--fast"], "Usage: pnpm generate [id…]"],
    [["make"], "Usage: pnpm <command>"],
    [[], "Usage: pnpm <command>"],
  ])("prints the usage for %j", async (args, usage) => {
    using workspace = createWorkspace("workspace");
    const { code, error } = await workspace.run(...args);
    expect(code).toBe(2);
    expect(error).toContain(usage);
  });
});

describe("--help", () => {
  it.each([
    ["generate", "--help"],
    ["generate", "acme", "-h"],
    ["new-vendor", "--help"],
    ["vendor-status", "--help"],
    ["spec", "--help"],
  ])("prints the usage and does nothing: %s %s", async (...args) => {
    using workspace = createWorkspace("workspace");
    const files = listFiles(workspace.root);
    const { code, out, error } = await workspace.run(...args);
    expect({ code, error }).toEqual({ code: 0, error: "" });
    expect(out).toMatch(new RegExp(`^Usage: pnpm ${args[0]} `));
    expect(listFiles(workspace.root)).toEqual(files);
  });
});
