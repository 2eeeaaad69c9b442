import { existsSync } from "node:fs";
import { join } from "node:path";
import { StoreError } from "../errors/store-error.ts";

const FILE = "lock";

/** Whether a process has locked the folder before. The file stays when the lock is released. */
export function hasLock(folder: string): boolean {
  return existsSync(join(folder, FILE));
}

/**
 * Locks a folder against other processes until the returned function is called or this process ends, however it ends. The lock is that
 * of an empty SQLite database, because Node has no other way to lock a file.
 */
export async function lockFolder(folder: string): Promise<() => void> {
  const { DatabaseSync } = await import("node:sqlite");
  const lock = new DatabaseSync(join(folder, FILE));
  try {
    lock.exec("begin exclusive");
  } catch {
    lock.close();
    throw new StoreError(
      "in-use",
      `Another process uses ${folder}. Stop it, choose another folder, or set DATABASE_URL to share a PostgreSQL.`,
    );
  }
  return () => {
    if (lock.isOpen) lock.close();
  };
}
