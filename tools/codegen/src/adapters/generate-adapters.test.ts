import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createWorkspace, type Workspace } from "../fixtures/create-workspace.ts";

const FOLDER = "packages/unified/src/vendors/acme";
const GENERATED = `${FOLDER}/generated`;
const LINEAGE = `${GENERATED}/lineage.ts`;
const FILES = [
  "api/client.ts",
  "api/operations.ts",
  "api/read-operations.ts",
  "api/unset.ts",
  "device-reader.ts",
  "lineage.ts",
  "vendor.ts",
];

function outputsOf(workspace: Workspace): Record<string, string> {
  return Object.fromEntries(FILES.map((file) => [file, workspace.read(`${GENERATED}/${file}`)]));
}

describe("generate adapters", () => {
  it("writes the expected files, and does nothing the second time", async () => {
    using workspace = createWorkspace("adapters");
    expect(await workspace.run("generate")).toMatchObject({ code: 0, error: "" });
    for (const [file, content] of Object.entries(outputsOf(workspace))) {
      await expect(content).toMatchFileSnapshot(
        `../fixtures/adapters-generated/${file.replace(".ts", ".txt")}`,
      );
    }
    expect((await workspace.run("generate")).out).toBe("adapters  up to date\n");
  });

  it("does not read its own output, which may be out of date", async () => {
    using workspace = createWorkspace("adapters");
    await workspace.run("generate");
    const expected = outputsOf(workspace);
    for (const file of FILES)
      workspace.write(`${GENERATED}/${file}`, 'export const operation = "lockThing";\n');
    await workspace.run("generate");
    expect(outputsOf(workspace)).toEqual(expected);
  });

  it("adds an operation when a planner sends it or a read calls it", async () => {
    using workspace = createWorkspace("adapters");
    await workspace.run("generate");
    const index = `${FOLDER}/index.ts`;
    workspace.write(index, workspace.read(index).replace('"wipeThing"', '"lockThing"'));
    const devices = `${FOLDER}/devices/devices.ts`;
    workspace.write(devices, workspace.read(devices).replace("client.getThing(", "client.listOwners("));
    await workspace.run("generate");
    const { "api/operations.ts": all, "api/read-operations.ts": reads } = outputsOf(workspace);
    expect(all).toContain("{\n  listOwners,\n  listThings,\n  lockThing,\n}");
    expect(reads).toContain("{\n  listOwners,\n  listThings,\n}");
  });

  it("writes no device reader for an adapter without devices", async () => {
    using workspace = createWorkspace("adapters");
    workspace.write(
      `${FOLDER}/index.ts`,
      'export type Options = object;\nexport const acme = () => 0;\nexport function vendor(_: Options) {\n  return { id: "acme", name: "Acme MDM" };\n}\n',
    );
    workspace.write(`${FOLDER}/origins.ts`, "export const origins = {};\n");
    workspace.remove(`${FOLDER}/devices`);
    expect(await workspace.run("generate")).toMatchObject({ code: 0, error: "" });
    expect(workspace.read(`${GENERATED}/api/operations.ts`)).toMatch(/\nexport \{\};\n$/);
    expect(() => workspace.read(`${GENERATED}/device-reader.ts`)).toThrow("ENOENT");
    expect(workspace.read(`${GENERATED}/api/client.ts`)).not.toContain("read-operations");
  });
});

describe("--check", () => {
  it("reports a manual edit, which the next run reverts", async () => {
    using workspace = createWorkspace("adapters");
    await workspace.run("generate");
    const before = workspace.read(LINEAGE);
    workspace.write(LINEAGE, before.replace("general.name", "general.title"));
    expect(await workspace.run("generate", "--check")).toMatchObject({
      code: 1,
      error: `${LINEAGE} differs. Run: pnpm generate adapters\n`,
    });
    await workspace.run("generate", "adapters");
    expect(workspace.read(LINEAGE)).toBe(before);
  });

  it("reports a file that is not generated, which the next run removes", async () => {
    using workspace = createWorkspace("adapters");
    await workspace.run("generate");
    mkdirSync(join(workspace.root, GENERATED, "old"));
    workspace.write(`${GENERATED}/old/left.ts`, "export {};\n");
    expect(await workspace.run("generate", "--check")).toMatchObject({
      code: 1,
      error: `${GENERATED}/old/left.ts is not generated. Run: pnpm generate adapters\n`,
    });
    await workspace.run("generate");
    expect((await workspace.run("generate", "--check")).code).toBe(0);
  });

  it.each([
    ["a mapper", `${FOLDER}/devices/map-thing.ts`, "general?.name", "general?.os"],
    ["an origin", `${FOLDER}/origins.ts`, '"listThings"', '"getThing data"'],
    ["a planner", `${FOLDER}/index.ts`, "wipeThing", "lockThing"],
  ])("fails when %s changed", async (_, file, text, other) => {
    using workspace = createWorkspace("adapters");
    await workspace.run("generate");
    const before = workspace.read(LINEAGE);
    workspace.write(file, workspace.read(file).replace(text, other));
    expect((await workspace.run("generate", "--check")).code).toBe(1);
    expect(workspace.read(LINEAGE)).toBe(before);
    expect((await workspace.run("generate")).code).toBe(0);
    expect(workspace.read(LINEAGE)).not.toBe(before);
    expect((await workspace.run("generate", "--check")).code).toBe(0);
  });
});

it("keeps the old files and reports the position if a mapper reads a property that the document no longer has", async () => {
  using workspace = createWorkspace("adapters");
  await workspace.run("generate");
  const before = outputsOf(workspace);
  const openapi = "specs/acme/openapi.json";
  workspace.write(openapi, workspace.read(openapi).replaceAll('"name":', '"title":'));
  const { code, error } = await workspace.run("generate");
  expect(code).toBe(1);
  expect(error).toMatch(`${FOLDER}/devices/map-thing.ts:6:20  no response has \`general.name\``);
  expect(outputsOf(workspace)).toEqual(before);
});
