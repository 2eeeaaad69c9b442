import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { replaceFile } from "../workspace/files.ts";
import type { Files } from "./plan/plan.ts";

/** A temporary folder on the same disk, in which all files are created before they are moved. */
export function createStage(root: string): { root: string } & Disposable {
  const stage = mkdtempSync(join(root, ".new-vendor-"));
  return { root: stage, [Symbol.dispose]: () => rmSync(stage, { recursive: true, force: true }) };
}

export function writeFiles(root: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** The folders of a vendor, relative to the root. */
export function ownPaths(id: string): string[] {
  return [
    `specs/${id}`,
    `packages/${id}`,
    `packages/unified/src/vendors/${id}`,
    `packages/sandbox/src/vendors/${id}`,
  ];
}

/**
 * Moves the files from the stage and runs `rest`. If that fails, restores the previous state, including the `shared` files
 * that `rest` may change.
 */
export async function placeAll(
  { stage, root, id, shared }: { stage: string; root: string; id: string; shared: readonly string[] },
  rest: () => Promise<void>,
): Promise<void> {
  const before = shared.map((path) => [path, readIfThere(join(root, path))] as const);
  const placed: string[] = [];
  try {
    for (const path of ownPaths(id)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      renameSync(join(stage, path), join(root, path));
      placed.push(path);
    }
    await rest();
  } catch (error) {
    for (const path of placed) rmSync(join(root, path), { recursive: true, force: true });
    for (const [path, content] of before) {
      if (content === undefined) rmSync(join(root, path), { force: true });
      else if (readIfThere(join(root, path)) !== content) replaceFile(join(root, path), content);
    }
    throw error;
  }
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
