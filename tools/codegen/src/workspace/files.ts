import { createHash, hash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export function sha256(content: string | Buffer): string {
  return hash("sha256", content);
}

/** Files below a folder, relative to it, with forward slashes, in the same order on every machine. */
export function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

/** One hash over names and contents; the lengths separate them. */
export function hashFiles(folder: string, files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) {
    const content = readFileSync(join(folder, file));
    hash.update(`${file} ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

/** Writes a file atomically: an interrupted run leaves the old one. */
export function replaceFile(file: string, content: string | Buffer): void {
  replaceFiles(new Map([[file, content]]));
}

/** Writes temporary files first, then renames them, so that no file is left half written. */
export function replaceFiles(
  files: ReadonlyMap<string, string | Buffer>,
  removed: readonly string[] = [],
): void {
  const moves = [...files].map(([file, content]) => ({ file, content, aside: `${file}.${process.pid}.tmp` }));
  try {
    for (const { file, content, aside } of moves) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(aside, content);
    }
    for (const { file, aside } of moves) renameSync(aside, file);
    for (const file of removed) rmSync(file, { force: true });
  } finally {
    for (const { aside } of moves) rmSync(aside, { force: true });
  }
}
