import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { listFiles, replaceFile, sha256 } from "../workspace/files.ts";
import { hashTool } from "../workspace/inputs.ts";
import { ProblemError } from "../workspace/problem.ts";
import type { Terminal } from "../workspace/terminal.ts";

/** How `pnpm generate` calls it; no spec may have this id. */
export const ADAPTERS = "adapters";

const VENDORS = "packages/unified/src/vendors";

/** One vendor of the unified client; paths are relative to the root. */
type Vendor = {
  readonly id: string;
  readonly root: string;
  readonly folder: string;
  readonly openapi: string;
  readonly generated: string;
};

/** Vendors of the unified client that say what their records come from. */
export function discoverAdapters(root: string): Vendor[] {
  const names = existsSync(join(root, VENDORS)) ? readdirSync(join(root, VENDORS)).sort() : [];
  return names
    .map((id) => ({ id, root, folder: `${VENDORS}/${id}`, openapi: `specs/${id}/openapi.json` }))
    .filter(({ folder }) => existsSync(join(root, folder, "origins.ts")))
    .map((vendor) => ({ ...vendor, generated: `${vendor.folder}/generated` }));
}

/** Writes the generated files of each adapter that are out of date, or with `check` names them. False when something is wrong. */
export async function runAdapters(
  root: string,
  { check, force, only }: { check?: boolean; force?: boolean; only?: string },
  terminal: Terminal,
): Promise<boolean> {
  const vendors = discoverAdapters(root).filter(({ id }) => only === undefined || id === only);
  const stale = vendors.filter((vendor) => force || !isUpToDate(vendor));
  if (vendors.length > 0 && stale.length === 0) terminal.spec(ADAPTERS, "up to date");
  let ok = true;
  for (const vendor of stale) ok = (await make(vendor, { check }, terminal)) && ok;
  return ok;
}

async function make(
  vendor: Vendor,
  { check = false }: { check?: boolean | undefined },
  terminal: Terminal,
): Promise<boolean> {
  const start = performance.now();
  const outputs = await generate(vendor, terminal);
  if (!outputs) return false;
  const differing = [...outputs].filter(([path, content]) => read(vendor.root, path) !== content);
  const unexpected = outputsOf(vendor).filter((path) => !outputs.has(path));
  if (check) {
    for (const [path] of differing) terminal.error(`${path} differs. Run: pnpm generate ${ADAPTERS}`);
    for (const path of unexpected) terminal.error(`${path} is not generated. Run: pnpm generate ${ADAPTERS}`);
    const isRight = differing.length + unexpected.length === 0;
    if (isRight) terminal.spec(ADAPTERS, `${vendor.id} up to date`);
    return isRight;
  }
  for (const [path, content] of differing) replaceFile(join(vendor.root, path), content);
  for (const path of unexpected) rmSync(join(vendor.root, path));
  terminal.spec(ADAPTERS, `${vendor.id}  ${((performance.now() - start) / 1000).toFixed(2)} s`);
  return true;
}

/** The compiler's syntax tree is imported only when there is something to do. */
async function generate(vendor: Vendor, terminal: Terminal): Promise<Map<string, string> | undefined> {
  const [{ extractLineage }, { emitLineage }, { emitAdapter }, { emitUnset }] = await Promise.all([
    import("../lineage/lineage.ts"),
    import("./emit-lineage.ts"),
    import("./emit-adapter.ts"),
    import("./emit-unset.ts"),
  ]);
  try {
    const lineage = extractLineage(vendor);
    const files: Readonly<Record<string, string>> = {
      ...emitAdapter({ ...lineage.adapter, id: vendor.id, type: lineage.type }),
      ...emitUnset(vendor.id, lineage.mappers),
      "lineage.ts": emitLineage(vendor.id, lineage),
    };
    const outputs = new Map(
      Object.keys(files)
        .sort()
        .map((file) => [`${vendor.generated}/${file}`, files[file] ?? ""]),
    );
    return outputs.set(manifestPath(vendor), createManifest(vendor, lineage.sources, outputs));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    terminal.problems(error.problems);
    terminal.spec(ADAPTERS, `${vendor.id} failed, nothing written`);
    return undefined;
  }
}

/** What an adapter's files were made from and what they were, as SHA-256 by path; the sources are those that were followed. */
type Manifest = {
  readonly tool: string;
  readonly inputs: Readonly<Record<string, string | null>>;
  readonly outputs: Readonly<Record<string, string>>;
};

function createManifest(
  { root, openapi }: Vendor,
  sources: readonly string[],
  outputs: ReadonlyMap<string, string>,
): string {
  const inputs = [openapi, ...sources].sort().map((path): [string, string | null] => {
    const content = read(root, path);
    return [path, content === undefined ? null : sha256(content)];
  });
  const manifest: Manifest = {
    tool: hashTool(["adapters", "emit", "lineage", "read", "registry", "workspace"]),
    inputs: Object.fromEntries(inputs),
    outputs: Object.fromEntries([...outputs].map(([path, content]) => [path, sha256(content)])),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** True when a new run would write the same: nothing that was followed has changed, and no output has. */
function isUpToDate(vendor: Vendor): boolean {
  const text = read(vendor.root, manifestPath(vendor));
  const sources = text === undefined ? undefined : sourcesIn(text);
  if (!sources) return false;
  const paths = outputsOf(vendor).filter((path) => path !== manifestPath(vendor));
  const outputs = new Map(paths.map((path) => [path, read(vendor.root, path) ?? ""]));
  return (
    text ===
    createManifest(
      vendor,
      sources.filter((path) => path !== vendor.openapi),
      outputs,
    )
  );
}

/** A manifest that was damaged names no sources. */
function sourcesIn(text: string): string[] | undefined {
  try {
    const { inputs }: Partial<Manifest> = JSON.parse(text);
    return inputs && Object.keys(inputs);
  } catch {
    return undefined;
  }
}

function manifestPath({ generated }: Vendor): string {
  return `${generated}/manifest.json`;
}

function outputsOf({ root, generated }: Vendor): string[] {
  return listFiles(join(root, generated)).map((file) => `${generated}/${file}`);
}

function read(root: string, path: string): string | undefined {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
