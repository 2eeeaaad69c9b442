import { existsSync, statSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { PGliteInterface, Transaction } from "@electric-sql/pglite";
import { InvalidInputError } from "@mdmkit/runtime";
import { databaseFailure, StoreError } from "../errors/store-error.ts";
import { prepareFolder } from "./data-folder.ts";
import type { Database, Queryable, Row } from "./database.ts";
import { lockFolder } from "./folder-lock.ts";

const DATABASE = "database";

export type PgliteOptions = {
  /** In memory without one. */
  readonly folder?: string | undefined;
  /** True refuses to create a database in a folder that has none. */
  readonly mustExist?: boolean;
};

/** PostgreSQL within this process, in a folder that only its owner can enter. One process per folder. */
export async function openPglite({ folder, mustExist = false }: PgliteOptions = {}): Promise<Database> {
  if (mustExist) assertDatabaseExists(folder);
  if (folder !== undefined) await prepareFolder(folder);
  const unlock = folder === undefined ? () => {} : await lockFolder(folder);
  try {
    const { PGlite } = await import("@electric-sql/pglite");
    const options = folder === undefined ? {} : { dataDir: await databaseFolder(folder) };
    return databaseOf(await PGlite.create(options), unlock);
  } catch (error) {
    unlock();
    throw databaseFailure(error);
  }
}

function assertDatabaseExists(folder: string | undefined): void {
  if (folder === undefined) {
    throw new InvalidInputError("No database is given. Set DATABASE_URL or the data folder.");
  }
  if (existsSync(join(folder, DATABASE))) return;
  throw new InvalidInputError(`No gateway database in ${folder}.`);
}

/** Creates the database under another name first, so that an interrupted first start leaves no incomplete database. */
async function databaseFolder(folder: string): Promise<string> {
  const path = join(folder, DATABASE);
  if (existsSync(path)) {
    if (statSync(path).isDirectory()) return path;
    throw new StoreError("unavailable", `${path} is a file and not a database.`);
  }
  const draft = `${path}.draft`;
  await rm(draft, { recursive: true, force: true });
  const { PGlite } = await import("@electric-sql/pglite");
  await (await PGlite.create({ dataDir: draft })).close();
  await rename(draft, path);
  return path;
}

/** `release` is called when the database is closed. */
export function databaseOf(pglite: PGliteInterface, release: () => void = () => {}): Database {
  return {
    ...queryable(pglite),
    shared: false,
    transaction: (work) => pglite.transaction((inside) => work(queryable(inside))).catch(rethrow),
    async close() {
      if (!pglite.closed) await pglite.close();
      release();
    },
  };
}

function queryable(pglite: PGliteInterface | Transaction): Queryable {
  return {
    query: (sql, values = []) => pglite.query<Row>(sql, [...values]).then(({ rows }) => rows, rethrow),
    run: (sql) => pglite.exec(sql).then(() => undefined, rethrow),
  };
}

function rethrow(error: unknown): never {
  throw databaseFailure(error);
}
