import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { listFiles, replaceFile } from "../workspace/files.ts";
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

type Places = {
  readonly stage: string;
  /** The files as the command wrote them when less was known. */
  readonly before: string;
  readonly root: string;
  readonly id: string;
  readonly shared: readonly string[];
};

/**
 * Puts the files of the stage in place and runs `rest`. If that fails, restores the previous state, including the `shared` files
 * that `rest` may change. A file that a person has edited is kept; returns those that the stage has otherwise.
 */
export async function placeFiles(
  { stage, before, root, id, shared }: Places,
  rest: () => Promise<void>,
): Promise<string[]> {
  const staged = ownPaths(id).flatMap((folder) =>
    listFiles(join(stage, folder)).map((path) => `${folder}/${path}`),
  );
  const isOurs = (path: string) => {
    const present = readIfThere(join(root, path));
    return present === undefined || isAlwaysOurs(path) || present === readIfThere(join(before, path));
  };
  const placed = staged.filter(isOurs);
  const created = ownPaths(id).filter((path) => !existsSync(join(root, path)));
  const saved = [...placed, ...shared].map((path) => [path, readIfThere(join(root, path))] as const);
  try {
    for (const path of placed) replaceFile(join(root, path), readFileSync(join(stage, path), "utf8"));
    await rest();
  } catch (error) {
    for (const [path, content] of saved) {
      if (content === undefined) rmSync(join(root, path), { force: true });
      else if (readIfThere(join(root, path)) !== content) replaceFile(join(root, path), content);
    }
    for (const path of created) rmSync(join(root, path), { recursive: true, force: true });
    throw error;
  }
  const kept = staged.filter((path) => !placed.includes(path));
  return kept.filter((path) => readIfThere(join(root, path)) !== readIfThere(join(stage, path)));
}

/** Generated files, and those of the document, to which the stage has added what was missing. */
const isAlwaysOurs = (path: string) => path.startsWith("specs/") || path.includes("/generated/");

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
