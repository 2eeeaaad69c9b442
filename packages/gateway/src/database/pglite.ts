import { setFlagsFromString } from "node:v8";
import type { PGlite, PGliteInterface, PGliteOptions, Transaction } from "@electric-sql/pglite";
import { databaseFailure, openingFailure } from "../errors/store-error.ts";
import { hasKeyFile } from "../secrets/key-file.ts";
import { prepareFolder } from "./data-folder.ts";
import type { Database, Queryable, Row } from "./database.ts";
import { assertDatabaseExists, databaseFolder } from "./database-folder.ts";
import { assertSpace } from "./disk-space.ts";
import { hasLock, lockFolder } from "./folder-lock.ts";
import { jobDatabase } from "./job-database.ts";

export type EmbeddedOptions = {
  /** In memory without one. */
  readonly folder?: string | undefined;
  /** True refuses to create a database in a folder that has none. */
  readonly mustExist?: boolean;
};

/** PostgreSQL within this process, in a folder that only its owner can enter. One process per folder. */
export async function openPglite({ folder, mustExist = false }: EmbeddedOptions = {}): Promise<Database> {
  if (mustExist) assertDatabaseExists(folder);
  if (folder === undefined) return databaseOf(await start({}));
  await prepareFolder(folder);
  const wasLocked = hasLock(folder);
  const unlock = await lockFolder(folder);
  try {
    const create = async (dataDir: string) => (await start({ dataDir })).close();
    const path = await databaseFolder(folder, { hasKey: hasKeyFile(folder), wasLocked, create });
    return databaseOf(await start({ dataDir: path }), { path, release: unlock });
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * To compile 9 MB of WebAssembly once more, for speed, takes V8 half a gigabyte and seconds of CPU, and no statement is faster
 * afterwards. The flags have no effect on anything but WebAssembly that is compiled later.
 */
function keepBaselineCode(): void {
  setFlagsFromString("--no-wasm-tier-up");
  setFlagsFromString("--no-wasm-dynamic-tiering");
}

/** All of it is memory of this process from the start. Pages beyond it are read again, from the cache of the system. */
const BUFFERS = "32MB";

/** Starts PostgreSQL. It says on its standard error why it cannot. */
async function start({ dataDir }: Pick<PGliteOptions, "dataDir">): Promise<PGlite> {
  keepBaselineCode();
  const { PGlite: Server } = await import("@electric-sql/pglite");
  let output = "";
  const onStderr = (text: string) => {
    output += `${text}\n`;
    return true;
  };
  const startParams = [...Server.defaultStartParams, "-c", `shared_buffers=${BUFFERS}`];
  const server = new Server({ ...(dataDir !== undefined && { dataDir }), onStderr, startParams });
  try {
    await server.waitReady;
    return server;
  } catch (error) {
    stopTimers(server);
    throw openingFailure(error, { path: dataDir, output });
  }
}

/** A PostgreSQL that failed during its recovery keeps a timer, and with it this process. `close` needs one that has started. */
function stopTimers(server: PGlite): void {
  try {
    server.Module._emscripten_force_exit(1);
  } catch {
    // It always throws; and there is no module when it could not be loaded.
  }
}

type DatabaseOptions = {
  /** The folder of the database; undefined in memory. */
  readonly path?: string;
  /** Called when the database is closed. */
  readonly release?: () => void;
};

export function databaseOf(
  pglite: PGliteInterface,
  { path, release = () => {} }: DatabaseOptions = {},
): Database {
  const rethrow = (error: unknown): never => {
    throw databaseFailure(error, path);
  };
  return {
    ...queryable(pglite, rethrow),
    shared: false,
    jobs: jobDatabase({ pglite }),
    transaction: (work) => pglite.transaction((inside) => work(queryable(inside, rethrow))).catch(rethrow),
    assertSpace: async () => {
      if (path !== undefined) await assertSpace(path);
    },
    async close() {
      if (!pglite.closed) await pglite.close();
      release();
    },
  };
}

function queryable(pglite: PGliteInterface | Transaction, rethrow: (error: unknown) => never): Queryable {
  return {
    query: (sql, values = []) => pglite.query<Row>(sql, [...values]).then(({ rows }) => rows, rethrow),
    run: (sql) => pglite.exec(sql).then(() => undefined, rethrow),
  };
}
