import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Writes files so that each is there whole or not at all: all of them aside first, then moved into place. */
export function writeTogether(files: ReadonlyMap<string, string>, removed: readonly string[]): void {
  const moves = [...files].map(([file, content]) => ({ file, content, aside: `${file}.${process.pid}.tmp` }));
  try {
    for (const { file, content, aside } of moves) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(aside, content);
    }
    for (const { file, aside } of moves) renameSync(aside, file);
    for (const file of removed) rmSync(file, { force: true });
  } finally {
    for (const { aside } of moves) if (existsSync(aside)) rmSync(aside);
  }
}
