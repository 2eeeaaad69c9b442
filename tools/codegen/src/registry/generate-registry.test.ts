import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { createWorkspace, type Workspace } from "../fixtures/create-workspace.ts";

const REGISTRY = "packages/unified/src/vendors/generated/registry.ts";
const FAKES = "packages/sandbox/src/generated/vendors.ts";
const FAKE_LOADERS = "packages/sandbox/src/generated/loaders.ts";
const ALL_FAKES = "packages/sandbox/src/generated/vendors-and-drafts.ts";
const UNIFIED = "packages/unified/package.json";
const SANDBOX = "packages/sandbox/package.json";

function put({ root, write }: Workspace, files: Record<string, string>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    write(path, content);
  }
}

function addVendor(workspace: Workspace, id: string, source = ""): void {
  put(workspace, {
    [`specs/${id}/source.yaml`]: `vendor: ${id}\n${source}`,
    [`packages/${id}/package.json`]: `{ "name": "@mdmkit/${id}" }\n`,
    [`packages/unified/src/vendors/${id}/descriptor.ts`]: "",
    [`packages/unified/src/vendors/${id}/index.ts`]: "",
    [`packages/unified/src/vendors/${id}/origins.ts`]: "",
    [`packages/sandbox/src/vendors/${id}/index.ts`]: "",
  });
}

/** Two vendors, and what else the manifests hold. */
function createRegistry(): Workspace & Disposable {
  const workspace = createWorkspace();
  const exports = {
    ".": "./src/index.ts",
    "./vendors/gone": { "@mdmkit/source": "./src/vendors/gone/index.ts" },
    "./vendors/acme-mdm/devices": { "@mdmkit/source": "./src/vendors/acme-mdm/gone.ts" },
    "./package.json": "./package.json",
  };
  const dependencies = { "@mdmkit/gone": "workspace:^", ajv: "catalog:" };
  put(workspace, {
    "pnpm-workspace.yaml": "packages: []\n",
    [UNIFIED]: JSON.stringify({ name: "u", files: ["dist"], exports, dependencies }),
    [SANDBOX]: JSON.stringify({ name: "s", files: ["dist"], dependencies }),
    "packages/unified/src/vendors/zeta/devices/devices.ts": "",
  });
  addVendor(workspace, "zeta", "place: 1\n");
  addVendor(workspace, "acme-mdm");
  return workspace;
}

describe("generate registry", () => {
  it("lists every vendor with a folder, those with an order first", async () => {
    using workspace = createRegistry();
    expect(await workspace.run("generate", "registry")).toMatchObject({ code: 0, error: "" });
    expect(workspace.read(REGISTRY)).toContain(
      '  zeta: () => import("../zeta/descriptor.ts"),\n  "acme-mdm": () => import("../acme-mdm/descriptor.ts"),\n',
    );
    expect(workspace.read(FAKES)).toContain(
      'export { acmeMdm as "acme-mdm" } from "../vendors/acme-mdm/index.ts";\n',
    );
    const { exports, dependencies } = JSON.parse(workspace.read(UNIFIED));
    expect(Object.keys(exports)).toEqual([
      ".",
      "./vendors/acme-mdm",
      "./vendors/acme-mdm/lineage",
      "./vendors/zeta",
      "./vendors/zeta/devices",
      "./vendors/zeta/lineage",
      "./package.json",
    ]);
    expect(dependencies).toEqual({
      "@mdmkit/acme-mdm": "workspace:^",
      "@mdmkit/zeta": "workspace:^",
      ajv: "catalog:",
    });
  });

  it("excludes a draft from published packages, but not from the workspace", async () => {
    using workspace = createRegistry();
    addVendor(workspace, "acme-mdm", "status: draft\n");
    await workspace.run("generate", "registry");
    expect(workspace.read(REGISTRY)).not.toContain("acme");
    expect(workspace.read(FAKES)).not.toContain("acme");
    expect(workspace.read(FAKE_LOADERS)).not.toContain("acme");
    expect(workspace.read(ALL_FAKES)).toContain('export { acmeMdm as "acme-mdm" }');
    for (const path of [UNIFIED, SANDBOX]) {
      const { files, exports, dependencies, devDependencies } = JSON.parse(workspace.read(path));
      expect(Object.keys(dependencies)).toEqual(["@mdmkit/zeta", "ajv"]);
      expect(devDependencies).toEqual({ "@mdmkit/acme-mdm": "workspace:*" });
      expect(files).toEqual(["dist", "!**/vendors/acme-mdm", "!**/generated/vendors-and-drafts.*"]);
      expect(Object.keys(exports ?? {}).filter((name) => name.includes("acme"))).toEqual([]);
    }
    expect(JSON.parse(workspace.read("packages/acme-mdm/package.json")).private).toBe(true);
    expect(JSON.parse(workspace.read("packages/zeta/package.json"))).not.toHaveProperty("private");
  });

  it("publishes a draft after its status is removed", async () => {
    using workspace = createRegistry();
    await workspace.run("generate", "registry");
    const published = [UNIFIED, SANDBOX, FAKES, ALL_FAKES].map((path) => workspace.read(path));
    addVendor(workspace, "acme-mdm", "status: draft\n");
    await workspace.run("generate", "registry");
    workspace.write("specs/acme-mdm/source.yaml", "vendor: acme-mdm\n");
    await workspace.run("generate", "registry");
    expect([UNIFIED, SANDBOX, FAKES, ALL_FAKES].map((path) => workspace.read(path))).toEqual(published);
    expect(JSON.parse(workspace.read("packages/acme-mdm/package.json"))).not.toHaveProperty("private");
  });

  it("does nothing the second time", async () => {
    using workspace = createRegistry();
    await workspace.run("generate", "registry");
    expect((await workspace.run("generate", "registry")).out).toBe("registry  up to date\n");
    expect((await workspace.run("generate", "registry", "--check")).code).toBe(0);
  });

  it("lists the files that a new vendor changes with --check, and writes nothing", async () => {
    using workspace = createRegistry();
    await workspace.run("generate", "registry");
    addVendor(workspace, "beta");
    const before = workspace.read(UNIFIED);
    const { code, error } = await workspace.run("generate", "--check", "registry");
    expect(code).toBe(1);
    expect(error.split("\n").filter(Boolean)).toEqual(
      [REGISTRY, FAKES, FAKE_LOADERS, UNIFIED, SANDBOX].map(
        (path) => `${path} differs. Run: pnpm generate registry`,
      ),
    );
    expect(workspace.read(UNIFIED)).toBe(before);
  });

  it("removes a vendor whose folders were removed", async () => {
    using workspace = createRegistry();
    await workspace.run("generate", "registry");
    for (const folder of ["packages", "packages/unified/src/vendors", "packages/sandbox/src/vendors"]) {
      workspace.remove(`${folder}/zeta`);
    }
    await workspace.run("generate", "registry");
    for (const path of [REGISTRY, FAKES, UNIFIED]) expect(workspace.read(path)).not.toContain("zeta");
  });
});
