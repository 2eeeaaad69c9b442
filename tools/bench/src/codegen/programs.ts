import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { discoverSpecs, type Spec } from "../../../codegen/src/workspace/discover.ts";

export const ROOT = join(import.meta.dirname, "../../../..");

const codegen = createRequire(join(ROOT, "tools/codegen/package.json"));
const REDOCLY = codegen.resolve("@redocly/cli/bin/cli.js");
const OPENAPI_TYPESCRIPT = join(dirname(codegen.resolve("openapi-typescript/package.json")), "bin/cli.js");

const OURS = ["--max-semi-space-size=4", "--conditions=@mdmkit/source"];

/** Arguments of Node for `pnpm generate` and `pnpm spec`. */
export function generate(...args: string[]): string[] {
  return [...OURS, join(ROOT, "tools/codegen/src/bin.mjs"), "generate", ...args];
}

export function spec(...args: string[]): string[] {
  return [...OURS, join(ROOT, "tools/codegen/src/bin.mjs"), "spec", ...args];
}

export function openapiTypescript(document: string, output: string): string[] {
  return [OPENAPI_TYPESCRIPT, document, "-o", output];
}

export function redoclyDiff(before: string, after: string, output: string): string[] {
  return [REDOCLY, "diff", before, after, "--format", "json", "--fail-on", "none", "-o", output];
}

/** The usual tools for one document, a process each; the last refuses to run where there is a `redocly.yaml`. */
export function usualTools({ id }: Spec, folder: string): { args: string[]; cwd: string }[] {
  const bundled = join(folder, `${id}.json`);
  return [
    { args: [REDOCLY, "lint", id], cwd: ROOT },
    { args: [REDOCLY, "bundle", id, "-o", bundled], cwd: ROOT },
    { args: openapiTypescript(bundled, join(folder, `${id}.ts`)), cwd: folder },
  ];
}

export function vendorSpecs(): Spec[] {
  return [...discoverSpecs(ROOT).values()].filter(({ kind }) => kind !== "owned");
}
