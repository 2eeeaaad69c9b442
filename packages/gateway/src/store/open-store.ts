import { randomBytes } from "node:crypto";
import type { Database } from "../database/database.ts";
import { migrate, refuseEmpty } from "../database/migrate.ts";
import { migrations } from "../database/migrations/index.ts";
import { openPglite } from "../database/pglite.ts";
import { openPostgres } from "../database/postgres.ts";
import { StoreError } from "../errors/store-error.ts";
import { createLimiters } from "../limiter/limiters.ts";
import { findKeys, type KeySource } from "../secrets/find-keys.ts";
import { KEY_BYTES, type Keys, keyOf } from "../secrets/keys.ts";
import { createSealer, type Sealer } from "../secrets/sealer.ts";
import { createAccountStore } from "./accounts.ts";
import { createAuditStore } from "./audit.ts";
import type { Clock } from "./clock.ts";
import { createIdempotencyStore } from "./idempotency.ts";
import { refuseUnknownKeys, rotate } from "./rotate.ts";
import type { Store } from "./store.ts";
import { createTokenStore } from "./tokens.ts";

export type StoreOptions = KeySource & {
  /** A PostgreSQL server. Without one the database is embedded: in `folder`, or in memory. */
  readonly databaseUrl?: string | undefined;
  /** True refuses to make a new database where there is none. */
  readonly mustExist?: boolean | undefined;
  readonly now?: Clock | undefined;
};

/** Opens the database, makes its tables what this release needs, and checks that the keys fit. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl: url, folder, mustExist = false, now = Date.now } = options;
  const database = url === undefined ? await openPglite({ folder, mustExist }) : await openPostgres({ url });
  try {
    if (mustExist) await refuseEmpty(database);
    const sealer = createSealer(await keysFor(options));
    await migrate(database, migrations);
    await refuseUnknownKeys({ database, sealer });
    return createStore({ database, sealer, now });
  } catch (error) {
    await database.close().catch(() => {}); // why it could not be opened is what matters
    throw url === undefined ? error : withAdvice(error);
  }
}

function withAdvice(error: unknown): unknown {
  if (!(error instanceof StoreError && error.reason === "unavailable")) return error;
  return new StoreError(error.reason, `${error.message} Is DATABASE_URL right, and does the server run?`);
}

function keysFor({ databaseUrl, folder, ...source }: StoreOptions): Promise<Keys> | Keys {
  if (databaseUrl !== undefined) return findKeys(source);
  if (folder !== undefined) return findKeys({ ...source, folder });
  return [keyOf(randomBytes(KEY_BYTES))]; // as short-lived as what it encrypts
}

/** A store in a database that is ready. */
export function createStore(parts: { database: Database; sealer: Sealer; now: Clock }): Store {
  const { database, now } = parts;
  const limiters = createLimiters(database);
  return {
    tokens: createTokenStore(database, now),
    accounts: createAccountStore(parts),
    audit: createAuditStore(database, now),
    idempotency: createIdempotencyStore(parts),
    limiterFor: limiters.limiterFor,
    rotate: () => rotate(parts),
    async ping() {
      await database.query("select 1");
    },
    async close() {
      await limiters.close();
      await database.close();
    },
  };
}
