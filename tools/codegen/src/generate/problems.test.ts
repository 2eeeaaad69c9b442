import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createWorkspace } from "../fixtures/create-workspace.ts";

const fixtures = join(import.meta.dirname, "../fixtures");
const cases = ["errors", "malformed"].flatMap((folder) =>
  readdirSync(join(fixtures, folder)).map((name) => `${folder}/${name}`),
);

describe("problems of a spec are reported with position and advice", () => {
  it.each(cases.filter((name) => name !== "errors/base"))("%s", async (name) => {
    using workspace = createWorkspace("errors/base", name);
    if (name === "errors/missing-file") workspace.remove("specs/acme/source.yaml");
    const { code, out, error } = await workspace.run("generate");
    expect(error).toBe(readFileSync(join(fixtures, name, "expected.txt"), "utf8"));
    expect({ code, out }).toEqual({ code: 1, out: "acme  failed, nothing written\n" });
    expect(readdirSync(workspace.root)).not.toContain("packages");
  });

  it("prints warnings and continues", async () => {
    using workspace = createWorkspace("errors/base");
    const upstream = workspace.read("specs/acme/upstream.yaml");
    workspace.write("specs/acme/upstream.yaml", `${upstream}    Spare: { type: string }\n`);
    const { code, error } = await workspace.run("generate");
    expect(code).toBe(0);
    expect(error).toBe(
      'specs/acme/upstream.yaml:25:5  warning: Component: "Spare" is never used (no-unused-components).\n',
    );
  });
});
