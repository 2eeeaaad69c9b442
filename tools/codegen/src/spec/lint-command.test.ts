import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createWorkspace } from "../fixtures/create-workspace.ts";

const WORKFLOW = `arazzo: 1.0.1
info:
  title: Reading
  version: 0.1.0
  description: Reads.
sourceDescriptions:
  - name: model
    type: openapi
    url: ../openapi.json
workflows:
  - workflowId: read
    summary: Read
    steps:
      - stepId: read
        description: Reads.
        operationId: readModel
        successCriteria:
          - condition: $statusCode == 200
`;

describe("pnpm spec lint", () => {
  it("names deprecated operations that adapters and examples use, with the vendor's date", async () => {
    using workspace = createWorkspace("workspace");
    const { root, read, write, spec } = workspace;
    const upstream = read("specs/acme/upstream.yaml");
    const dated = upstream.replace(
      "      operationId: widgets_get",
      "      deprecated: true\n      x-sunset: 2027-03-01\n      operationId: widgets_get",
    );
    write("specs/acme/upstream.yaml", dated);
    mkdirSync(join(root, "packages/unified/src/vendors/acme/generated/api"), { recursive: true });
    mkdirSync(join(root, "packages/acme"), { recursive: true });
    const names = "export {\n  widgets_list,\n  widgets_get,\n  widgets_put,\n} from";
    write(
      "packages/unified/src/vendors/acme/generated/api/operations.ts",
      `${names} "@mdmkit/acme/operations";\n`,
    );
    write("packages/acme/README.md", "Read one:\n\nawait acme.widgets_get({ path: { id } });\n");
    const { code, out, error } = await spec("lint", "acme");
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/^acme {2}0 errors, \d+ warnings, 2 deprecated but used\n$/),
    });
    const text = "widgets_get is deprecated, sunset 2027-03-01 (GET /widgets/{id}). Use its replacement.";
    expect(error).toContain(
      `packages/unified/src/vendors/acme/generated/api/operations.ts:3:3  warning: ${text}\n`,
    );
    expect(error).toContain(`packages/acme/README.md:3:12  warning: ${text}\n`);
  });

  it("exits with 1 if a document breaks a rule, and still lints the others", async () => {
    using workspace = createWorkspace("workspace");
    const path = "specs/model/openapi.yaml";
    workspace.write(path, workspace.read(path).replace("openapi: 3.1.0", "openapi: 3.1.0\nsurprise: true"));
    const { code, out, error } = await workspace.spec("lint");
    expect(code).toBe(1);
    expect(out).toMatch(/^acme {2}0 errors.*\nmodel {2}1 errors/);
    expect(error).toContain("`surprise` is not expected here (struct)");
  });

  it("lints the workflows of a document, as generating does", async () => {
    using workspace = createWorkspace("workspace");
    mkdirSync(join(workspace.root, "specs/model/workflows"));
    workspace.write("specs/model/workflows/read.arazzo.yaml", WORKFLOW.replace("workflowId", "id"));
    const { code, error } = await workspace.spec("lint", "model");
    expect(code).toBe(1);
    expect(error).toMatch(/^specs\/model\/workflows\/read\.arazzo\.yaml:11:5 .*workflowId/m);
    expect((await workspace.run("generate", "model")).error).toContain("workflowId");
    workspace.write("specs/model/workflows/read.arazzo.yaml", WORKFLOW);
    expect((await workspace.spec("lint", "model")).error).not.toContain("arazzo");
  });

  it("lists the known ids for an unknown one", async () => {
    using workspace = createWorkspace("workspace");
    const { code, error } = await workspace.spec("lint", "acne");
    expect(code).toBe(2);
    expect(error).toContain("Unknown spec: acne. Known: acme, model.");
  });
});

describe("pnpm spec docs and score", () => {
  it("use the generated document, and report if it is missing", async () => {
    using workspace = createWorkspace("workspace");
    const missing = "specs/model/openapi.json  the file is missing. Run: pnpm generate model.\n";
    expect(await workspace.spec("score", "model")).toMatchObject({ code: 1, error: missing });
    await workspace.run("generate", "model");
    expect(await workspace.spec("score", "model")).toMatchObject({
      code: 0,
      out: expect.stringContaining("Agent Readiness"),
    });
    expect((await workspace.spec("docs", "model")).code).toBe(0);
    expect(workspace.read("dist/docs/model.html")).toContain("<html");
  });
});
