import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { PackedRegistry } from "./install-packed.ts";

const registry = new PackedRegistry();
afterAll(() => rmSync(registry.folder, { recursive: true, force: true }));

const PACKAGE = {
  type: "module",
  dependencies: { "@mdmkit/unified": "*" },
  devDependencies: { "@types/node": "*", typescript: "*" },
};

const SETTINGS = {
  compilerOptions: {
    target: "es2023",
    lib: ["es2023"], // Node's types without those of browsers.
    module: "nodenext",
    types: ["node"],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noPropertyAccessFromIndexSignature: true,
    skipLibCheck: false,
    declaration: true,
    emitDeclarationOnly: true,
    composite: true,
  },
  files: ["consumer.ts"],
};

it("every vendor connects in a project with all strict compiler options, which exports its connections", {
  timeout: 120_000,
}, () => {
  const folder = join(registry.folder, "consumer");
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify(PACKAGE));
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(SETTINGS));
  registry.install(folder);
  const ids = vendorIds(folder);
  expect(ids.length).toBeGreaterThan(3);
  writeFileSync(join(folder, "consumer.ts"), consumerOf(ids));
  const compiler = join(folder, "node_modules/typescript/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [compiler, "-p", "."], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(stdout).toBe("");
  const declared = readFileSync(join(folder, "consumer.d.ts"), "utf8");
  for (const id of ids)
    expect(declared).toMatch(new RegExp(`=> import\\("@mdmkit/unified/vendors/${id}"\\)\\.\\w+Mdm;`));
});

/** The vendors that the installed package exports. */
function vendorIds(folder: string): string[] {
  const manifest = readFileSync(join(folder, "node_modules/@mdmkit/unified/package.json"), "utf8");
  const { exports }: { exports: Record<string, unknown> } = JSON.parse(manifest);
  return Object.keys(exports).flatMap((path) => /^\.\/vendors\/([^/]+)$/.exec(path)?.[1] ?? []);
}

function consumerOf(ids: readonly string[]): string {
  const blocks = ids.map((id) => {
    const factory = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    return [
      `import { ${factory} } from "@mdmkit/unified/vendors/${id}";`,
      `import { ${factory}Devices } from "@mdmkit/unified/vendors/${id}/devices";`,
      `export const ${factory}Account = (options: Parameters<typeof ${factory}>[0]) => connect(${factory}(options));`,
      `export const ${factory}Lists = { devices: ${factory}Account({} as never).devices.list(), raw: ${factory}Account({} as never).raw };`,
      `export const ${factory}Reader = readDevices(${factory}Devices({} as never));`,
    ].join("\n");
  });
  return ['import { connect, readDevices } from "@mdmkit/unified";', ...blocks, ""].join("\n");
}
