import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathsOf, type Spec } from "../workspace/discover.ts";
import { replaceFile, sha256 } from "../workspace/files.ts";
import { hashTool } from "../workspace/inputs.ts";

/** Empty files, named by the hash of a document in which nothing was found, and of this tool. */
const PROVEN = ".cache/codegen/proven";

/**
 * Whether `pull` has checked a document, by the SHA-256 of its text, with all that `generate` checks, and found nothing, not even
 * a warning. What an overlay changes has to be checked again.
 */
export function isProven(spec: Spec, hash: string): boolean {
  return canBeProven(spec) && existsSync(fileOf(spec, hash));
}

/** Keeps that nothing was found in a document. */
export function keepProven(spec: Spec, hash: string): void {
  if (canBeProven(spec)) replaceFile(fileOf(spec, hash), "");
}

/** Projects of others may not ignore `.cache`. */
function canBeProven(spec: Spec): boolean {
  const isReceived = spec.kind === "received" && spec.layout === "monorepo";
  return isReceived && !existsSync(join(spec.root, pathsOf(spec).overlay));
}

function fileOf({ root, id }: Spec, hash: string): string {
  return join(root, PROVEN, sha256(`${hashTool()}\n${id}\n${hash}`));
}
