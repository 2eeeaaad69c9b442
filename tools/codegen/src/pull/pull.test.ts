import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createWorkspace, type Workspace } from "../fixtures/create-workspace.ts";
import { listFiles } from "../workspace/files.ts";

const fixtures = join(import.meta.dirname, "../fixtures");

/** A workspace with a fixture in `from/` beside its specs. */
function workspaceWith(fixture: string): Workspace & Disposable {
  const workspace = createWorkspace();
  writeFileSync(join(workspace.root, "pnpm-workspace.yaml"), "packages: []\n");
  mkdirSync(join(workspace.root, "specs"));
  if (fixture !== "") cpSync(join(fixtures, fixture), join(workspace.root, "from"), { recursive: true });
  return workspace;
}

const BROKEN_OVERLAY = `overlay: 1.0.0
info: { title: Acme, version: "1" }
actions:
  - target: $.info
    description: The licence has no name.
    update: { license: { url: "https://acme.example" } }
`;

function entryOf({ root }: Workspace): string {
  const entry = readdirSync(join(root, "from")).find((name) => name.startsWith("api."));
  return `from/${entry}`;
}

describe("a document that cannot be read is rejected with position and reason", () => {
  it.each(readdirSync(join(fixtures, "rejected")))("%s", async (name) => {
    using workspace = workspaceWith(`rejected/${name}`);
    const { code, out, error } = await workspace.spec("pull", "acme", "--from", entryOf(workspace));
    expect({ code, out }).toEqual({ code: 1, out: "acme  rejected, nothing written\n" });
    await expect(error).toMatchFileSnapshot(`../fixtures/rejected/${name}/expected.txt`);
    expect(error).not.toMatch(/\n\s+at /);
    expect(listFiles(workspace.root).filter((file) => !/^(from|\.cache)\//.test(file))).toEqual([
      "pnpm-workspace.yaml",
    ]);
  });
});

describe("a document becomes canonical OpenAPI 3.1", () => {
  it.each(readdirSync(join(fixtures, "pulled")))("%s", async (name) => {
    using workspace = workspaceWith(`pulled/${name}`);
    const { code, error } = await workspace.spec("pull", "acme", "--from", entryOf(workspace));
    expect(code).toBe(0);
    await expect(error).toMatchFileSnapshot(`../fixtures/pulled/${name}/expected.txt`);
    const upstream = workspace.read("specs/acme/upstream.json");
    await expect(upstream).toMatchFileSnapshot(`../fixtures/pulled/${name}/expected.json`);
    expect((await workspace.run("generate", "acme")).code).toBe(0);
  });

  it.each(readdirSync(join(fixtures, "pulled")))("and a client in one command: %s", async (name) => {
    using together = workspaceWith(`pulled/${name}`);
    const { code, error } = await together.spec("pull", "acme", "--generate", "--from", entryOf(together));
    using apart = workspaceWith(`pulled/${name}`);
    const pulled = await apart.spec("pull", "acme", "--from", entryOf(apart));
    const generated = await apart.run("generate", "acme");
    const contents = ({ root, read }: Workspace) =>
      listFiles(root)
        .filter((file) => !file.startsWith(".cache/"))
        .map((file) => [file, read(file)]);
    expect(contents(together)).toEqual(contents(apart));
    // The places are those in the received file.
    const said = (text: string) => text.replaceAll(/^\S+ {2}/gm, "");
    expect(code).toBe(generated.code);
    expect(said(error)).toBe(said(pulled.error + generated.error));
  });

  it("and the client is not generated if it cannot be corrected by its overlay yet", async () => {
    using workspace = workspaceWith("pulled/openapi-31");
    mkdirSync(join(workspace.root, "specs/acme"));
    workspace.write("specs/acme/overlay.yaml", BROKEN_OVERLAY);
    const { code, out } = await workspace.spec("pull", "acme", "--generate", "--from", entryOf(workspace));
    expect({ code, out }).toEqual({
      code: 1,
      out: expect.stringMatching(/^acme {2}pulled, .*\nacme {2}failed, nothing written\n$/),
    });
    expect(listFiles(join(workspace.root, "packages"))).toEqual([]);
  });

  it("is checked once, unless an overlay changes it", async () => {
    using workspace = workspaceWith("pulled/openapi-31");
    const proven = () => listFiles(join(workspace.root, ".cache/codegen/proven"));
    const generated = () =>
      listFiles(join(workspace.root, "packages")).map((file) => workspace.read(`packages/${file}`));
    await workspace.spec("pull", "acme", "--from", entryOf(workspace));
    expect(proven()).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect((await workspace.run("generate", "acme")).code).toBe(0);
    const once = generated();
    rmSync(join(workspace.root, ".cache"), { recursive: true });
    expect((await workspace.run("generate", "acme", "--force")).code).toBe(0);
    expect(generated()).toEqual(once);
    await workspace.spec("pull", "acme", "--from", entryOf(workspace));
    workspace.write("specs/acme/overlay.yaml", BROKEN_OVERLAY);
    expect((await workspace.run("generate", "acme")).error).toContain("(struct)");
  });

  it("that has warnings is checked again, so that they are printed", async () => {
    using workspace = workspaceWith("pulled/openapi-30");
    await workspace.spec("pull", "acme", "--from", "from/api.yaml");
    expect(existsSync(join(workspace.root, ".cache/codegen/proven"))).toBe(false);
  });

  it("can be generated without an overlay", async () => {
    using workspace = workspaceWith("pulled/openapi-30");
    await workspace.spec("pull", "acme", "--from", "from/api.yaml");
    const { code, error } = await workspace.run("generate", "acme");
    expect({ code, error: error.split("\n") }).toEqual({
      code: 0,
      error: [
        "specs/acme/upstream.json:10:7  warning: id of GET /things/{id} is not described; treated as a string.",
        "specs/acme/upstream.json:22:7  warning: id of GET /things/{id}/copy is not described; treated as a string.",
        "",
      ],
    });
    const client = workspace.read("packages/acme/src/generated/client.ts");
    expect(client).toContain("getThingsById(input: AcmeOperationTypes");
    expect(client).toContain("getThingsByIdCopy(input: AcmeOperationTypes");
  });

  it("is the same for JSON and YAML, and for any order of keys", async () => {
    using workspace = workspaceWith("");
    workspace.write(
      "a.json",
      '{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/b":{},"/a":{}}}',
    );
    workspace.write(
      "b.yaml",
      "\uFEFFpaths: { /a: {}, /b: {} }\r\ninfo: { version: '1', title: T }\r\nopenapi: 3.1.0\r\n",
    );
    await workspace.spec("pull", "first", "--from", "a.json");
    await workspace.spec("pull", "second", "--from", "b.yaml");
    expect(workspace.read("specs/second/upstream.json")).toBe(workspace.read("specs/first/upstream.json"));
  });
});

describe("a pulled document is locked", () => {
  const document = "openapi: 3.0.1\ninfo: { title: T, version: 2.0, license: { name: MIT } }\npaths: {}\n";

  it("with origin, date, hash, version and license", async () => {
    using workspace = workspaceWith("");
    workspace.write("api.yaml", document);
    await workspace.spec("pull", "acme", "--from", "api.yaml");
    await expect(workspace.read("specs/acme/source.yaml")).toMatchFileSnapshot("../fixtures/source.yaml");
  });

  it("so that a manual edit fails the check and generating", async () => {
    using workspace = workspaceWith("");
    workspace.write("api.yaml", document);
    await workspace.spec("pull", "acme", "--from", "api.yaml");
    expect((await workspace.run("generate")).code).toBe(0);
    workspace.write(
      "specs/acme/upstream.json",
      workspace.read("specs/acme/upstream.json").replace('"T"', '"U"'),
    );
    for (const flags of [[], ["--check"]]) {
      const { code, error } = await workspace.run("generate", ...flags);
      expect(code).toBe(1);
      expect(error).toMatch(/^specs\/acme\/upstream.json {2}the document was edited: its SHA-256 differs/);
    }
  });

  it("without changing handwritten keys of source.yaml, or the date if nothing changed", async () => {
    using workspace = workspaceWith("");
    workspace.write("api.yaml", document);
    await workspace.spec("pull", "acme", "--from", "api.yaml");
    const source = workspace.read("specs/acme/source.yaml").replace(/^date: .*$/m, "date: 2020-01-01");
    workspace.write("specs/acme/source.yaml", `${source}assumptions: # ours\n  - One.\n`);
    expect((await workspace.spec("pull", "acme", "--from", "api.yaml")).out).toContain("unchanged");
    workspace.write("api.yaml", document.replace("2.0", "3.0"));
    await workspace.spec("pull", "acme", "--from", "api.yaml");
    const after = workspace.read("specs/acme/source.yaml");
    expect(after).toContain('version: "3.0"');
    expect(after).toContain("date: 2026-11-22");
    expect(after).toMatch(/assumptions:\s+# ours\n {2}- One.\n$/);
  });

  it("and replaces our own document only with --replace", async () => {
    using workspace = createWorkspace("workspace");
    workspace.write("api.yaml", document);
    const { code, error } = await workspace.spec("pull", "acme", "--from", "api.yaml");
    expect(code).toBe(1);
    expect(error).toContain("Add --replace");
    expect((await workspace.spec("pull", "acme", "--from", "api.yaml", "--replace")).code).toBe(0);
    expect(listFiles(join(workspace.root, "specs/acme"))).toEqual([
      "overlay.yaml",
      "source.yaml",
      "upstream.json",
    ]);
  });

  it("even with errors, if --with-errors is given", async () => {
    using workspace = workspaceWith("rejected/reference-to-nothing");
    const pulled = await workspace.spec("pull", "acme", "--from", "from/api.yaml", "--with-errors");
    expect(pulled.code).toBe(0);
    const rejected = await workspace.run("generate");
    const [, action] = /overlay\.yaml: (\{.*\})\./.exec(rejected.error) ?? [];
    expect(action).toBe('{ target: "$.components.schemas.A", update: { $ref: "…" } }');
    const actions = `actions:\n  - target: $.components.schemas.A\n    description: Not there.\n    remove: true\n`;
    workspace.write(
      "specs/acme/overlay.yaml",
      `overlay: 1.0.0\ninfo: { title: T, version: "1" }\n${actions}`,
    );
    expect(await workspace.run("generate")).toMatchObject({ code: 0, error: "" });
  });
});

describe("references", () => {
  it("through a symbolic link out of the folder are rejected unless allowed", async () => {
    using workspace = workspaceWith("");
    mkdirSync(join(workspace.root, "inner"));
    mkdirSync(join(workspace.root, "outer"));
    workspace.write("outer/thing.yaml", "type: object\n");
    symlinkSync(join(workspace.root, "outer"), join(workspace.root, "inner/link"));
    const schemas = "components: { schemas: { A: { $ref: ./link/thing.yaml } } }";
    workspace.write(
      "inner/api.yaml",
      `openapi: 3.0.3\ninfo: { title: T, version: "1" }\npaths: {}\n${schemas}\n`,
    );
    const rejected = await workspace.spec("pull", "acme", "--from", "inner/api.yaml");
    expect(rejected.error).toMatch(
      /^inner\/api.yaml:4:37 {2}\$ref .\/link\/thing.yaml refers to a file outside of/,
    );
    const allowed = await workspace.spec("pull", "acme", "--from", "inner/api.yaml", "--allow", "outer");
    expect(allowed).toMatchObject({ code: 0, error: "" });
    expect(JSON.parse(workspace.read("specs/acme/upstream.json")).components.schemas).toEqual({
      A: { $ref: "#/components/schemas/thing" },
      thing: { type: "object" },
    });
  });

  it("in examples are data", async () => {
    using workspace = workspaceWith("");
    const schemas = "components: { schemas: { A: { example: { $ref: file:///etc/passwd } } } }";
    workspace.write("api.yaml", `openapi: 3.0.3\ninfo: { title: T, version: "1" }\npaths: {}\n${schemas}\n`);
    expect(await workspace.spec("pull", "acme", "--from", "api.yaml")).toMatchObject({ code: 0, error: "" });
  });
});

describe("invalid arguments", () => {
  it.each([
    [["pull"], "Specify exactly one vendor."],
    [["pull", "../acme"], '"../acme" is not a vendor id'],
    [["pull", "acme", "--form", "x"], "Unknown option '--form'"],
    [["pul"], "Unknown command: pul. Did you mean pull?"],
    [["constructor"], "Unknown command: constructor."],
  ])("%j", async (args, message) => {
    using workspace = workspaceWith("");
    const { code, error } = await workspace.spec(...args);
    expect(code).toBe(2);
    expect(error).toContain(message);
    expect(error).toContain("Usage: pnpm spec");
  });

  it("without an origin are reported", async () => {
    using workspace = workspaceWith("");
    const { code, error } = await workspace.spec("pull", "acme");
    expect(code).toBe(1);
    expect(error).toBe(
      "specs/acme/source.yaml  it has no URL to pull from. Add --from with a URL or the path of a file.\n",
    );
  });

  it("with a missing file are reported", async () => {
    using workspace = workspaceWith("");
    const { error } = await workspace.spec("pull", "acme", "--from", "none.yaml");
    expect(error).toBe("none.yaml  the file cannot be read: ENOENT. Check the path and its permissions.\n");
    expect(readFileSync(join(workspace.root, "pnpm-workspace.yaml"), "utf8")).toBe("packages: []\n");
  });
});
