import { join } from "node:path";
import { StoreError } from "../errors/store-error.ts";

const FILE = "lock";

/**
 * Keeps other processes out of a folder until the returned function is called or this process ends, however it ends. SQLite
 * is what Node has to ask the operating system for a lock; the file stays empty.
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
      `Another process works in ${folder}. Stop it, choose another folder, or set DATABASE_URL to share a PostgreSQL.`,
    );
  }
  return () => {
    if (lock.isOpen) lock.close();
  };
}
