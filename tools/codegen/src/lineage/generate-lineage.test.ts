import { describe, expect, it } from "vitest";
import { createWorkspace } from "../fixtures/create-workspace.ts";

const FOLDER = "packages/unified/src/vendors/acme";
const OUTPUT = `${FOLDER}/generated/lineage.ts`;
const UNSET = `${FOLDER}/generated/unset.ts`;

describe("generate lineage", () => {
  it("writes what the fixture expects, and has nothing to do the second time", async () => {
    using workspace = createWorkspace("lineage-workspace");
    expect(await workspace.run("generate")).toMatchObject({ code: 0, error: "" });
    await expect(workspace.read(OUTPUT)).toMatchFileSnapshot("../fixtures/generated-lineage.txt");
    expect(workspace.read(UNSET)).toMatch('if (general.os === "") hide(general, "os");');
    expect((await workspace.run("generate")).out).toBe("lineage  up to date\n");
  });

  it.each([OUTPUT, UNSET])("undoes what was edited by hand in %s", async (output) => {
    using workspace = createWorkspace("lineage-workspace");
    await workspace.run("generate");
    const before = workspace.read(output);
    workspace.write(output, before.replaceAll("general", "special"));
    expect(await workspace.run("generate", "--check")).toMatchObject({
      code: 1,
      error: `${output} differs. Run: pnpm generate lineage\n`,
    });
    await workspace.run("generate", "lineage");
    expect(workspace.read(output)).toBe(before);
  });

  it.each([
    ["a mapper", `${FOLDER}/map-thing.ts`, "general?.name", "general?.os"],
    ["an origin", `${FOLDER}/origins.ts`, '"listThings"', '"getThing data"'],
    ["a planner", `${FOLDER}/index.ts`, "wipeThing", "lockThing"],
  ])("is out of date when %s changes", async (_, file, text, other) => {
    using workspace = createWorkspace("lineage-workspace");
    await workspace.run("generate");
    const before = workspace.read(OUTPUT);
    workspace.write(file, workspace.read(file).replace(text, other));
    expect((await workspace.run("generate", "--check")).code).toBe(1);
    expect(workspace.read(OUTPUT)).toBe(before);
    expect((await workspace.run("generate")).code).toBe(0);
    expect(workspace.read(OUTPUT)).not.toBe(before);
    expect((await workspace.run("generate", "--check")).code).toBe(0);
  });

  it("leaves the old file and says where, when the document no longer has what a mapper reads", async () => {
    using workspace = createWorkspace("lineage-workspace");
    await workspace.run("generate");
    const before = workspace.read(OUTPUT);
    const openapi = "specs/acme/openapi.json";
    workspace.write(openapi, workspace.read(openapi).replaceAll('"name":', '"title":'));
    const { code, error } = await workspace.run("generate");
    expect(code).toBe(1);
    expect(error).toMatch(`${FOLDER}/map-thing.ts:6:20  no answer that is read has \`general.name\``);
    expect(workspace.read(OUTPUT)).toBe(before);
  });
});
