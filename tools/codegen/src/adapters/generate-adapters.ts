import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { listFiles, replaceFile, sha256 } from "../workspace/files.ts";
import { COMMAND } from "../workspace/find-package.ts";
import { hashTool } from "../workspace/inputs.ts";
import { findVendorIds, foldersOf, type Layout, layoutOf } from "../workspace/layout.ts";
import { ProblemError } from "../workspace/problem.ts";
import { SourceFiles } from "../workspace/source-files.ts";
import type { Terminal } from "../workspace/terminal.ts";

/** The name for `pnpm generate`, reserved as a spec id. */
export const ADAPTERS = "adapters";

/** One vendor of the unified client; paths are relative to the root. */
type Vendor = {
  readonly id: string;
  readonly root: string;
  readonly layout: Layout;
  readonly folder: string;
  readonly openapi: string;
  readonly generated: string;
};

/** Vendors with an `origins.ts`. */
export function discoverAdapters(root: string): Vendor[] {
  const layout = layoutOf(root);
  return findVendorIds(root, "adapter", "origins.ts").map((id) => {
    const { adapter: folder } = foldersOf(layout, id);
    const openapi = `specs/${id}/openapi.json`;
    return { id, root, layout, folder, openapi, generated: `${folder}/generated` };
  });
}

/** Writes generated files of adapters that are out of date. With `check`, names them instead. Returns false on any problem. */
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
    for (const [path] of differing) terminal.error(`${path} differs. Run: ${COMMAND} generate ${ADAPTERS}`);
    for (const path of unexpected)
      terminal.error(`${path} is not generated. Run: ${COMMAND} generate ${ADAPTERS}`);
    const isRight = differing.length + unexpected.length === 0;
    if (isRight) terminal.spec(ADAPTERS, `${vendor.id} up to date`);
    return isRight;
  }
  for (const [path, content] of differing) replaceFile(join(vendor.root, path), content);
  for (const path of unexpected) rmSync(join(vendor.root, path));
  terminal.spec(ADAPTERS, `${vendor.id}  ${((performance.now() - start) / 1000).toFixed(2)} s`);
  return true;
}

/** Imports the TypeScript compiler only if something has changed. */
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
      ...emitAdapter({ ...lineage.adapter, ...vendor, type: lineage.type }),
      ...emitUnset(vendor, lineage.mappers),
      "lineage.ts": emitLineage(vendor, lineage),
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

/** SHA-256 hashes of an adapter's inputs and outputs by path. The inputs are the files that were followed. */
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
  const files = new SourceFiles(root);
  const inputs = [openapi, ...sources].sort().map((path): [string, string | null] => {
    const content = readFile(files.locate(path));
    return [path, content === undefined ? null : sha256(content)];
  });
  const manifest: Manifest = {
    tool: hashTool(["adapters", "emit", "lineage", "read", "registry", "workspace"]),
    inputs: Object.fromEntries(inputs),
    outputs: Object.fromEntries([...outputs].map(([path, content]) => [path, sha256(content)])),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** True if the manifest matches the inputs and outputs on disk, so that a new run would write the same. */
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

/** Undefined if the manifest is damaged. */
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
  return readFile(join(root, path));
}

function readFile(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
