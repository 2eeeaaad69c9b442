import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readAtRevision } from "../diff/documents/git.ts";
import { ProblemError, problemAt } from "../workspace/problem.ts";
import type { VendorLineage } from "./lineage.ts";

/** Where the lineage of a vendor is generated, below the root. */
export function lineagePath(vendor: string): string {
  return `packages/unified/src/vendors/${vendor}/generated/lineage.ts`;
}

/** The lineage of the working tree; nothing where the vendor has no adapter. */
export async function readLineage(root: string, vendor: string): Promise<VendorLineage | undefined> {
  const path = lineagePath(vendor);
  return existsSync(join(root, path)) ? load(join(root, path), path) : undefined;
}

/** The lineage of a commit, which knows what the mappers read then; nothing where it had none. */
export async function readLineageAt(
  root: string,
  vendor: string,
  revision: string,
): Promise<VendorLineage | undefined> {
  const path = lineagePath(vendor);
  const folder = mkdtempSync(join(tmpdir(), "mdmkit-lineage-"));
  try {
    const file = join(folder, "lineage.ts");
    writeFileSync(file, await readAtRevision(root, revision, path));
    return await load(file, path);
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** It is data with a type beside it, so Node reads it as it is; the query keeps an earlier state from being remembered. */
async function load(file: string, path: string): Promise<VendorLineage> {
  const module: { lineage?: VendorLineage } = await import(
    `${pathToFileURL(file).href}?at=${process.hrtime.bigint()}`
  );
  if (module.lineage) return module.lineage;
  throw problemAt(path, "the file has no lineage", "Run pnpm generate lineage.");
}
