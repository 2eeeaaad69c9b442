import { statfs } from "node:fs/promises";
import { StoreError } from "../errors/store-error.ts";

/** Two segments of the write-ahead log: PostgreSQL stops for good when it cannot write the next one. */
const MIN_FREE_BYTES = 32 * 1_048_576;

/** Throws when the disk of a folder is nearly full. */
export async function assertSpace(
  folder: string,
  free: (folder: string) => Promise<number> = freeBytes,
): Promise<void> {
  const mebibytes = Math.floor((await free(folder)) / 1_048_576);
  if (mebibytes * 1_048_576 >= MIN_FREE_BYTES) return;
  throw new StoreError("full", `The disk of ${folder} has only ${mebibytes} MiB left.`, "Free some space.");
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
