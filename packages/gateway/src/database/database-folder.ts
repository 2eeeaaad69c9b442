import { existsSync, statSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { InvalidInputError } from "@mdmkit/runtime";
import { StoreError } from "../errors/store-error.ts";

const DATABASE = "database";
/** PostgreSQL writes it first, and PGlite takes a folder without it for an empty one. */
const VERSION_FILE = "PG_VERSION";

const RESTORE = "Restore the folder from a backup, or move it away to start with an empty database.";

/** Throws when there is no data folder, or no database in it. */
export function assertDatabaseExists(folder: string | undefined): void {
  if (folder === undefined)
    throw new InvalidInputError("No database is given. Set DATABASE_URL or the data folder.");
  if (!existsSync(join(folder, DATABASE))) throw new InvalidInputError(`No gateway database in ${folder}.`);
}

type Origin = {
  readonly hasKey: boolean;
  readonly wasLocked: boolean;
  readonly create: (path: string) => Promise<void>;
};

/**
 * The path of the database in a data folder. It is created on the first start only: whatever looks as if it had been one is refused.
 * `create` makes it under another name, so that an interrupted first start leaves no incomplete database. `wasLocked` says that
 * a process has used the folder before.
 */
export async function databaseFolder(folder: string, { hasKey, wasLocked, create }: Origin): Promise<string> {
  const path = join(folder, DATABASE);
  if (existsSync(path)) {
    assertLooksComplete(path);
    return path;
  }
  const draft = `${path}.draft`;
  if (hasKey || (wasLocked && !existsSync(draft)))
    throw new StoreError("damaged", `${folder} was in use, but its database is missing.`, RESTORE);
  await rm(draft, { recursive: true, force: true });
  await create(draft);
  await rename(draft, path);
  return path;
}

function assertLooksComplete(path: string): void {
  if (!statSync(path).isDirectory())
    throw new StoreError("damaged", `${path} is a file and not a database.`, RESTORE);
  if (!existsSync(join(path, VERSION_FILE)))
    throw new StoreError(
      "damaged",
      `${path} is not a complete database: ${VERSION_FILE} is missing.`,
      RESTORE,
    );
}
