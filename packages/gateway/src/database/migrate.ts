import { createHash } from "node:crypto";
import { InvalidInputError } from "@mdmkit/runtime";
import { StoreError } from "../errors/store-error.ts";
import type { Database, Queryable } from "./database.ts";
import { text } from "./row.ts";

export type Migration = { readonly id: string; readonly sql: string };

const LOCK = 7_246_113; // any number that no other program in the same database uses

/**
 * Updates the tables to this release, all or nothing. Processes that start together take turns. A database with migrations that this
 * release does not have, or has in another version, is refused and left unchanged.
 */
export function migrate(database: Database, migrations: readonly Migration[]): Promise<void> {
  return database.transaction(async (inside) => {
    await inside.query("select pg_advisory_xact_lock($1)", [LOCK]);
    const applied = await appliedMigrations(inside);
    assertKnownMigrations(applied, migrations);
    for (const migration of migrations.slice(applied.length)) {
      await inside.run(migration.sql);
      await inside.query("insert into gateway_migration (id, hash) values ($1, $2)", [
        migration.id,
        hashOf(migration),
      ]);
    }
  });
}

/** Throws for a database that no gateway has used. */
export async function assertMigrated(database: Queryable): Promise<void> {
  const [row] = await database.query("select to_regclass('gateway_migration') is null as empty");
  if (!row?.empty) return;
  throw new InvalidInputError(
    "This database was never used by a gateway. Check DATABASE_URL or the data folder.",
  );
}

type Applied = { readonly id: string; readonly hash: string };

async function appliedMigrations(inside: Queryable): Promise<Applied[]> {
  await inside.run(`
    create table if not exists gateway_migration (
      position integer generated always as identity,
      id text primary key,
      hash text not null,
      applied_at timestamptz not null default now()
    )`);
  const rows = await inside.query("select id, hash from gateway_migration order by position");
  return rows.map((row) => ({ id: text(row, "id"), hash: text(row, "hash") }));
}

function assertKnownMigrations(applied: readonly Applied[], migrations: readonly Migration[]): void {
  applied.forEach(({ id, hash }, index) => {
    const own = migrations[index];
    if (!own) {
      throw new StoreError(
        "version",
        `The database was changed by a newer release (${id}).`,
        "Start that release, or restore a backup of this one.",
      );
    }
    if (own.id === id && hashOf(own) === hash) return;
    const difference =
      own.id === id
        ? `Migration ${id} was changed: its hash differs from that of this release`
        : `It has migration ${id} instead of ${own.id}`;
    throw new StoreError(
      "version",
      `The database was created by another release. ${difference}.`,
      "Start that release. A released migration is never changed; a new one is added.",
    );
  });
}

export const hashOf = ({ sql }: Migration): string => createHash("sha256").update(sql).digest("hex");
