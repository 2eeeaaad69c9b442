import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hashFiles, listFiles, replaceFile, sha256 } from "../workspace/files.ts";
import { hashTool } from "../workspace/inputs.ts";
import { ProblemError } from "../workspace/problem.ts";
import type { Terminal } from "../workspace/terminal.ts";

/** How `pnpm generate` calls it; no spec may have this id. */
export const LINEAGE = "lineage";

const UNIFIED = "packages/unified/src";

type Vendor = {
  readonly id: string;
  readonly root: string;
  readonly folder: string;
  readonly openapi: string;
};

/** What is made of a vendor: what feeds its fields, and what hides unset values from its mappers. */
const FILES = ["lineage.ts", "unset.ts"] as const;
const MANIFEST = "manifest.json";

const generated = ({ folder }: Vendor, file: string): string => `${folder}/generated/${file}`;

/** Vendors of the unified client that say what their records come from. */
export function discoverLineages(root: string): Vendor[] {
  const vendors = `${UNIFIED}/vendors`;
  const names = existsSync(join(root, vendors)) ? readdirSync(join(root, vendors)).sort() : [];
  return names
    .filter((id) => existsSync(join(root, vendors, id, "origins.ts")))
    .map((id) => ({ id, root, folder: `${vendors}/${id}`, openapi: `specs/${id}/openapi.json` }));
}

/** Writes every `lineage.ts` that is out of date, or with `check` says which are; false when something is wrong. */
export async function runLineage(
  root: string,
  { check, force, only }: { check?: boolean; force?: boolean; only?: string },
  terminal: Terminal,
): Promise<boolean> {
  const vendors = discoverLineages(root).filter(({ id }) => only === undefined || id === only);
  const stale = vendors.filter((vendor) => force || !isUpToDate(vendor));
  if (vendors.length > 0 && stale.length === 0) terminal.spec(LINEAGE, "up to date");
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
  const differing = [...outputs].filter(([path, content]) => read(join(vendor.root, path)) !== content);
  if (check) {
    for (const [path] of differing) terminal.error(`${path} differs. Run: pnpm generate ${LINEAGE}`);
    if (differing.length === 0) terminal.spec(LINEAGE, `${vendor.id} up to date`);
    return differing.length === 0;
  }
  for (const [path, content] of differing) replaceFile(join(vendor.root, path), content);
  terminal.spec(LINEAGE, `${vendor.id}  ${((performance.now() - start) / 1000).toFixed(2)} s`);
  return true;
}

/** The compiler's syntax tree is imported only when there is something to do. */
async function generate(vendor: Vendor, terminal: Terminal): Promise<Map<string, string> | undefined> {
  const [{ extractLineage }, { emitLineage }, { emitUnset }] = await Promise.all([
    import("./lineage.ts"),
    import("./emit-lineage.ts"),
    import("./unset/emit-unset.ts"),
  ]);
  try {
    const lineage = extractLineage(vendor);
    const contents = [emitLineage(vendor.id, lineage), emitUnset(vendor.id, lineage.mappers)];
    const files = FILES.map((file, at) => [generated(vendor, file), contents[at] ?? ""] as const);
    return new Map([...files, [generated(vendor, MANIFEST), manifestOf(vendor, contents)]]);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    terminal.problems(error.problems);
    terminal.spec(LINEAGE, `${vendor.id} failed, nothing written`);
    return undefined;
  }
}

function isUpToDate(vendor: Vendor): boolean {
  const contents = FILES.map((file) => read(join(vendor.root, generated(vendor, file))));
  const manifest = read(join(vendor.root, generated(vendor, MANIFEST)));
  return contents.every((content) => content !== undefined) && manifest === manifestOf(vendor, contents);
}

/** What mappers and planners are made of: the vendor's folder, what all vendors share, the document, and this tool. */
function manifestOf({ root, folder, openapi }: Vendor, contents: readonly string[]): string {
  const isSource = (file: string) =>
    file.endsWith(".ts") && !file.endsWith(".test.ts") && !/^(generated|fixtures)\//.test(file);
  const own = listFiles(join(root, folder)).filter(isSource);
  const shared = listFiles(join(root, UNIFIED)).filter(
    (file) => isSource(file) && !/^(vendors|testing)\//.test(file),
  );
  const inputs = [
    hashFiles(join(root, folder), own),
    hashFiles(join(root, UNIFIED), shared),
    hashFiles(root, [openapi]),
    hashTool(["emit", "lineage", "read", "workspace"]),
  ];
  return `${JSON.stringify({ inputs: sha256(inputs.join("\n")), output: sha256(contents.join("\n")) }, null, 2)}\n`;
}

function read(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
