import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createGitWorkspace, type GitWorkspace } from "../fixtures/create-git-workspace.ts";

const SPEC = "specs/acme/openapi.json";

function rename({ read, write }: GitWorkspace): void {
  write(SPEC, read(SPEC).replace('"serialNumber"', '"serial"'));
}

describe("spec diff", () => {
  it("compares the working tree with the last commit", async () => {
    using workspace = createGitWorkspace("impact");
    rename(workspace);
    expect(await workspace.spec("diff", "acme")).toEqual({
      code: 0,
      out: `acme: HEAD → working tree  major (1 major)

major
  Device.serialNumber was renamed to serial.  specs/acme/openapi.json:183
    returned by devices_get, devices_list, devices_put
`,
      error: "",
    });
  });

  it("compares tags and files, from any folder", async () => {
    using workspace = createGitWorkspace("impact");
    workspace.git("tag", "v1");
    workspace.write("before.json", workspace.read(SPEC));
    rename(workspace);
    workspace.git("commit", "--quiet", "--all", "--message=Rename");
    const names = ["v1", "HEAD~1", "before.json"];
    for (const from of names) {
      const { out } = await workspace.spec("diff", "acme", "--from", from);
      expect(out).toContain(`acme: ${from} → working tree  major`);
    }
    expect((await workspace.spec("diff", "acme")).out).toBe("acme: HEAD → working tree  nothing changed\n");
    const back = await workspace.spec("diff", "acme", "--from", "HEAD", "--to", "v1");
    expect(back.out).toContain("Device.serial was renamed to serialNumber.");
  });

  it("writes JSON, Markdown and HTML to a file", async () => {
    using workspace = createGitWorkspace("impact");
    rename(workspace);
    for (const format of ["json", "markdown", "html"]) {
      const { code, out } = await workspace.spec(
        "diff",
        "acme",
        "--format",
        format,
        "--output",
        `out/diff.${format}`,
      );
      expect({ code, out }).toEqual({ code: 0, out: `out/diff.${format} written.\n` });
    }
    const { bump, changes }: { bump: string; changes: object[] } = JSON.parse(
      workspace.read("out/diff.json"),
    );
    expect(bump).toBe("major");
    expect(changes).toMatchObject([{ kind: "renamed", before: { line: 183 }, after: { line: 183 } }]);
    expect(workspace.read("out/diff.markdown")).toContain("- `Device.serialNumber` was renamed to `serial`.");
    const page = workspace.read("out/diff.html");
    expect(page).toContain("<code>Device.serialNumber</code> was renamed to <code>serial</code>.");
    expect(page).not.toMatch(/<script|https?:\/\//);
  });

  it("asks Redocly for its ratings only on request", async () => {
    using workspace = createGitWorkspace("impact");
    workspace.write(SPEC, workspace.read(SPEC).replace('"gone"', '"gone", "paused"'));
    const { out } = await workspace.spec("diff", "acme", "--redocly");
    expect(out).toContain("acme: HEAD → working tree  minor (1 minor); Redocly: major\n");
    expect(out).toContain("    Redocly: major\n");
    expect((await workspace.spec("diff", "acme")).out).not.toContain("Redocly");
  });

  it("compares schemas that are nothing but each other, which Redocly cannot", async () => {
    using workspace = createGitWorkspace("impact");
    workspace.write("loop.yaml", LOOP);
    const compare = (...flags: string[]) =>
      workspace.spec("diff", "acme", "--from", "loop.yaml", "--to", "loop.yaml", ...flags);
    expect(await compare()).toMatchObject({ code: 0, out: "acme: loop.yaml → loop.yaml  nothing changed\n" });
    const { code, error } = await compare("--redocly");
    expect(code).toBe(1);
    expect(error).toMatch(
      /^the documents {2}Redocly cannot compare them: Self-referencing circular pointer\. .*\n$/,
    );
  });

  it("escapes the vendor's text", async () => {
    using workspace = createGitWorkspace("impact");
    const text = workspace
      .read(SPEC)
      .replace("megabytes.", "megabytes <img src=x onerror=alert(1)> and `code`.");
    workspace.write(SPEC, text);
    const { out } = await workspace.spec("diff", "acme", "--format", "html");
    expect(out).toContain("&lt;img src=x");
    expect(out).not.toContain("<img");
  });
});

const LOOP = `openapi: 3.1.0
info: { title: Loop, version: "1" }
paths:
  /a:
    get:
      responses:
        "200": { description: OK, content: { application/json: { schema: { $ref: "#/components/schemas/A" } } } }
components:
  schemas:
    A: { $ref: "#/components/schemas/B" }
    B: { $ref: "#/components/schemas/A" }
`;

describe("what cannot be compared", () => {
  const CASES: Readonly<
    Record<string, { args: string[]; code: number; error: RegExp; prepare?(workspace: GitWorkspace): void }>
  > = {
    "an unknown vendor": {
      args: ["unlisted"],
      code: 1,
      error: /^specs {2}unknown spec "unlisted"\. Known: acme\.\n$/,
    },
    "an unknown commit": {
      args: ["acme", "--from", "v99"],
      code: 1,
      error: /^specs\/acme\/openapi\.json {2}v99 is neither a file nor a commit, branch or tag\. .*\n$/,
    },
    "an option for git": {
      args: ["acme", "--from=--output=x"],
      code: 1,
      error:
        /^specs\/acme\/openapi\.json {2}--output=x is neither a file nor a commit, branch or tag\. .*\n$/,
    },
    "a commit without the document": {
      args: ["acme", "--from", "empty"],
      code: 1,
      error: /^specs\/acme\/openapi\.json {2}empty does not have the file\. .*\n$/,
      prepare: ({ git }) =>
        git(
          "branch",
          "empty",
          git("commit-tree", "4b825dc642cb6eb9a060e54bf8d69288fbee4904", "-m", "Empty").trim(),
        ),
    },
    "a folder without git": {
      args: ["acme"],
      code: 1,
      error: /^specs\/acme\/openapi\.json {2}this folder is not under git, .*\n$/,
      prepare: ({ root }) => rmSync(join(root, ".git"), { recursive: true }),
    },
    "a file that is not there": {
      args: ["acme", "--from", "no.json"],
      code: 1,
      error: /^no\.json {2}the file does not exist\. .*\n$/,
    },
    "a file that is no JSON": {
      args: ["acme", "--from", "cut.json"],
      code: 1,
      error: /^cut\.json:1:\d+ {2}JSON: .*\n$/,
      prepare: ({ write }) => write("cut.json", '{"openapi": "3.1.0", '),
    },
    "Swagger 2.0": {
      args: ["acme", "--from", "old.yaml"],
      code: 1,
      error: /^.*old\.yaml {2}the document must be OpenAPI 3\.0 to 3\.2, but is version 2\.0\. .*\n$/,
      prepare: ({ write }) => write("old.yaml", 'swagger: "2.0"\n'),
    },
    "a document of several files": {
      args: ["acme", "--from", "parts.json"],
      code: 1,
      error: /^.*parts\.json {2}the document refers to "file:\/\/\/etc\/hosts", outside of the file\. .*\n$/,
      prepare: ({ write }) =>
        write("parts.json", '{ "openapi": "3.1.0", "paths": { "/a": { "$ref": "file:///etc/hosts" } } }'),
    },
    "a document that was not generated": {
      args: ["acme"],
      code: 1,
      error: /^specs\/acme\/openapi\.json {2}the file is missing\. Run pnpm generate first\.\n$/,
      prepare: ({ remove }) => remove(SPEC),
    },
    "no name": { args: [], code: 2, error: /^Specify exactly one spec\.\n\nUsage/ },
    "an unknown format": {
      args: ["acme", "--format", "pdf"],
      code: 2,
      error: /^Unknown format: pdf\. Known: /,
    },
  };

  for (const command of ["diff", "impact"]) {
    it.each(Object.entries(CASES))(
      `spec ${command} rejects %s in one line and writes nothing`,
      async (_, one) => {
        using workspace = createGitWorkspace("impact");
        one.prepare?.(workspace);
        const { code, out, error } = await workspace.spec(command, ...one.args, "--output", "report.txt");
        expect(error).toMatch(one.error);
        expect({ code, out }).toEqual({ code: one.code, out: "" });
        expect(existsSync(join(workspace.root, "report.txt"))).toBe(false);
      },
    );
  }

  it("reads a tag even if a folder has its name", async () => {
    using workspace = createGitWorkspace("impact");
    workspace.git("tag", "v1");
    mkdirSync(join(workspace.root, "v1"));
    writeFileSync(join(workspace.root, "v1/note"), "");
    expect((await workspace.spec("diff", "acme", "--from", "v1")).out).toContain("nothing changed");
  });
});
