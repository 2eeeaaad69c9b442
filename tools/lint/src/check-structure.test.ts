import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { checkStructure } from "./check-structure.ts";

const roots: string[] = [];

const UNIFIED = {
  name: "@mdmkit/unified",
  exports: {
    ".": { "@mdmkit/source": "./src/index.ts", default: "./dist/index.js" },
    "./vendor": { "@mdmkit/source": "./src/vendor.ts", default: "./dist/vendor.js" },
  },
};

/** A repository with two vendors and these sources: path and what it imports. */
function repository(sources: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "structure-"));
  roots.push(root);
  for (const vendor of ["acme", "zeta", "unified"])
    mkdirSync(join(root, "specs", vendor), { recursive: true });
  for (const folder of ["packages/unified", "tools"]) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, "packages/unified/package.json"), JSON.stringify(UNIFIED));
  for (const [path, target] of Object.entries(sources)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(
      join(root, path),
      target ? `import type { T } from "${target}";\nexport type T2 = T;\n` : "export type T = 1;\n",
    );
  }
  return root;
}

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

const adapter = (vendor: string, file: string) => `packages/unified/src/vendors/${vendor}/${file}`;

describe("checkStructure", () => {
  it("passes what imports one way", async () => {
    const root = repository({
      "packages/unified/src/vendor.ts": "",
      [adapter("acme", "index.ts")]: "@mdmkit/unified/vendor",
      [adapter("acme", "acme.test.ts")]: "../zeta/index.ts",
      [adapter("zeta", "index.ts")]: "../../vendor.ts",
    });
    expect(await checkStructure(root)).toEqual([]);
  });

  it.each([
    ["no-circles", { "tools/x/src/a.ts": "./b.ts", "tools/x/src/b.ts": "./a.ts" }],
    [
      "folders-one-way",
      {
        "tools/x/src/one/a.ts": "../two/b.ts",
        "tools/x/src/two/b.ts": "",
        "tools/x/src/two/c.ts": "../one/d.ts",
        "tools/x/src/one/d.ts": "",
      },
    ],
    ["layers", { "packages/runtime/src/a.ts": "../../acme/src/b.ts", "packages/acme/src/b.ts": "" }],
    ["layers", { "packages/acme/src/a.ts": "../../unified/src/b.ts", "packages/unified/src/b.ts": "" }],
    ["layers", { "packages/acme/src/a.ts": "../../zeta/src/b.ts", "packages/zeta/src/b.ts": "" }],
    ["layers", { "packages/unified/src/a.ts": "../../gateway/src/b.ts", "packages/gateway/src/b.ts": "" }],
    ["layers", { "packages/gateway/src/a.ts": "../../cli/src/b.ts", "packages/cli/src/b.ts": "" }],
    ["layers", { "packages/sandbox/src/a.ts": "../../unified/src/b.ts", "packages/unified/src/b.ts": "" }],
    [
      "packages-without-tools",
      { "packages/cli/src/a.ts": "../../../tools/x/src/b.ts", "tools/x/src/b.ts": "" },
    ],
    ["vendors-apart", { [adapter("acme", "a.ts")]: "../zeta/b.ts", [adapter("zeta", "b.ts")]: "" }],
    [
      "vendor-seam",
      {
        [adapter("acme", "a.ts")]: "../../contract/vendor.ts",
        "packages/unified/src/contract/vendor.ts": "",
      },
    ],
    ["vendor-seam", { [adapter("acme", "a.ts")]: "@mdmkit/unified", "packages/unified/src/index.ts": "" }],
    [
      "no-vendor-in-shared-code",
      { "packages/unified/src/client/a.ts": "../vendors/acme/b.ts", [adapter("acme", "b.ts")]: "" },
    ],
  ])("finds a violation of %s, of a type too", async (name, sources) => {
    const violations = await checkStructure(repository(sources));
    expect(violations.join("\n")).toContain(`\n  ${name}: `);
  });

  it("fails when a source was not read", async () => {
    await expect(checkStructure(repository({}))).rejects.toThrow("did not read any source");
  });
});
