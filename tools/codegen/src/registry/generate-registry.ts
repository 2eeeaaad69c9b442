import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { replaceFile } from "../workspace/files.ts";
import { ADAPTERS } from "../workspace/layout.ts";
import type { Terminal } from "../workspace/terminal.ts";
import { ALL_FAKES, emitAllFakes, emitFakeLoaders, emitFakes, emitRegistry } from "./emit-registry.ts";
import { findVendors, type Vendors } from "./find-vendors.ts";
import { updateClient, updateSandbox, updateUnified } from "./update-manifest.ts";

/** The name for `pnpm generate`, reserved as a spec id. */
export const REGISTRY = "registry";

const UNIFIED = "packages/unified/package.json";
const SANDBOX = "packages/sandbox/package.json";

export function hasRegistry(root: string): boolean {
  return [UNIFIED, SANDBOX, ADAPTERS].every((path) => existsSync(join(root, path)));
}

/** The files that list all vendors, by path. */
export function registryOutputs(root: string, vendors: Vendors): ReadonlyMap<string, string> {
  const { adapters, fakes, drafts } = vendors;
  const complete = adapters.filter((id) => !drafts.has(id));
  const published = fakes.filter((id) => !drafts.has(id));
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  return new Map([
    [`${ADAPTERS}/generated/registry.ts`, emitRegistry(complete)],
    ["packages/sandbox/src/generated/vendors.ts", emitFakes(published)],
    ["packages/sandbox/src/generated/loaders.ts", emitFakeLoaders(published)],
    [`packages/sandbox/src/generated/${ALL_FAKES}.ts`, emitAllFakes(fakes.filter((id) => drafts.has(id)))],
    [UNIFIED, updateUnified(root, read(UNIFIED), vendors)],
    [SANDBOX, updateSandbox(root, read(SANDBOX), vendors)],
    ...clientManifests(root, vendors),
  ]);
}

function clientManifests(root: string, { adapters, drafts }: Vendors): [string, string][] {
  const paths = adapters.map((id) => [id, `packages/${id}/package.json`] as const);
  return paths
    .filter(([, path]) => existsSync(join(root, path)))
    .map(([id, path]) => [path, updateClient(readFileSync(join(root, path), "utf8"), drafts.has(id))]);
}

/** Writes files that are out of date. With `check`, names them instead and returns false if there are any. */
export function runRegistry(root: string, { check }: { check?: boolean }, terminal: Terminal): boolean {
  const vendors = findVendors(root);
  const stale = [...registryOutputs(root, vendors)].filter(([path, content]) => {
    const file = join(root, path);
    return !existsSync(file) || readFileSync(file, "utf8") !== content;
  });
  if (check) {
    for (const [path] of stale) terminal.error(`${path} differs. Run: pnpm generate ${REGISTRY}`);
    terminal.spec(REGISTRY, stale.length > 0 ? "out of date" : "up to date");
    return stale.length === 0;
  }
  for (const [path, content] of stale) replaceFile(join(root, path), content);
  terminal.spec(REGISTRY, stale.length > 0 ? `${vendors.adapters.length} vendors` : "up to date");
  return true;
}
