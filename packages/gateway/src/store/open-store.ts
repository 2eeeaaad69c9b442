import { randomBytes } from "node:crypto";
import type { Database } from "../database/database.ts";
import { assertMigrated, migrate } from "../database/migrate.ts";
import { migrations } from "../database/migrations/index.ts";
import { openPglite } from "../database/pglite.ts";
import { openPostgres } from "../database/postgres.ts";
import { StoreError } from "../errors/store-error.ts";
import { createLimiters } from "../limiter/limiters.ts";
import { findKeys, type KeySource } from "../secrets/find-keys.ts";
import { KEY_BYTES, type Keys, keyOf } from "../secrets/keys.ts";
import { createSealer, type Sealer } from "../secrets/sealer.ts";
import { createAccess } from "./access.ts";
import { createAccountStore } from "./accounts.ts";
import { assertWritable } from "./assert-writable.ts";
import { createAuditStore } from "./audit.ts";
import { createBulkStore } from "./bulk/bulk-plans.ts";
import type { Clock } from "./clock.ts";
import { createFleetStore } from "./fleet/create-fleet-store.ts";
import { createIdempotencyStore } from "./idempotency.ts";
import { assertKeysFit, keyIdsIn, rotate } from "./rotate.ts";
import type { Store } from "./store.ts";
import { createTokenStore } from "./tokens.ts";

/** Where the database is, and how values in it are encrypted. */
export type StoreOptions = KeySource & {
  /** A PostgreSQL server. Without one the database is embedded: in `folder`, or in memory. */
  readonly databaseUrl?: string | undefined;
  /** True refuses to create a database where there is none. */
  readonly mustExist?: boolean | undefined;
  /** Milliseconds since 1970. For tests. */
  readonly now?: Clock | undefined;
};

/**
 * Opens the database, updates its tables to this release, and checks that the keys fit.
 *
 * @example
 * const store = await openStore({ databaseUrl: process.env.DATABASE_URL, keys: process.env.MDMKIT_GATEWAY_KEY, loopback: false });
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl: url, folder, mustExist = false, now = Date.now } = options;
  const database = url === undefined ? await openPglite({ folder, mustExist }) : await openPostgres({ url });
  try {
    if (mustExist) await assertMigrated(database);
    const sealer = createSealer(await keysFor({ ...options, neededIds: await keyIdsIn(database) }));
    await migrate(database, migrations);
    await assertKeysFit({ database, sealer });
    const store = createStore({ database, sealer, now });
    if (!database.shared) {
      await store.idempotency.releaseInterrupted();
      await store.bulk.releaseInterrupted();
    }
    return store;
  } catch (error) {
    await database.close().catch(() => {}); // the first error matters
    throw url === undefined ? error : withAdvice(error);
  }
}

function withAdvice(error: unknown): unknown {
  if (!(error instanceof StoreError && error.reason === "unavailable")) return error;
  return new StoreError(error.reason, error.problem, "Check DATABASE_URL and whether the server runs.");
}

function keysFor({ databaseUrl, folder, ...source }: StoreOptions): Promise<Keys> | Keys {
  if (databaseUrl !== undefined) return findKeys(source);
  if (folder !== undefined) return findKeys({ ...source, folder });
  return [keyOf(randomBytes(KEY_BYTES))]; // lost at the end, like the database in memory
}

/** A store in a database whose tables are up to date. */
export function createStore(parts: { database: Database; sealer: Sealer; now: Clock }): Store {
  const { database, sealer, now } = parts;
  const limiters = createLimiters({ database, hash: sealer.hash });
  const tokens = createTokenStore(database, now);
  const accounts = createAccountStore(parts);
  return {
    tokens,
    accounts,
    access: createAccess({ database, tokens, accounts }),
    audit: createAuditStore(database, now),
    idempotency: createIdempotencyStore(parts),
    planKey: Buffer.from(sealer.hash("plans of tools for agents"), "base64url"),
    bulk: createBulkStore(parts),
    fleet: createFleetStore(parts),
    limiterFor: limiters.limiterFor,
    rotate: () => rotate(parts),
    assertWritable: () => assertWritable(database),
    async close() {
      await limiters.close();
      await database.close();
    },
  };
}
