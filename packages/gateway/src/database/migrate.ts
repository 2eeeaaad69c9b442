import { createHash } from "node:crypto";
import { InvalidInputError } from "@mdmkit/runtime";
import { StoreError } from "../errors/store-error.ts";
import type { Database, Queryable } from "./database.ts";
import { text } from "./row.ts";

export type Migration = { readonly id: string; readonly sql: string };

const LOCK = 7_246_113; // any number that no other program in the same database uses

/**
 * Brings the tables to this release, all or nothing. Processes that start together take turns. A database with migrations that
 * this release does not have, or has otherwise, is refused untouched.
 */
export function migrate(database: Database, migrations: readonly Migration[]): Promise<void> {
  return database.transaction(async (inside) => {
    await inside.query("select pg_advisory_xact_lock($1)", [LOCK]);
    const applied = await appliedMigrations(inside);
    refuseForeign(applied, migrations);
    for (const migration of migrations.slice(applied.length)) {
      await inside.run(migration.sql);
      await inside.query("insert into gateway_migration (id, hash) values ($1, $2)", [
        migration.id,
        hashOf(migration),
      ]);
    }
  });
}

/** Refuses a database that no gateway has ever worked on. */
export async function refuseEmpty(database: Queryable): Promise<void> {
  const [row] = await database.query("select to_regclass('gateway_migration') is null as empty");
  if (!row?.empty) return;
  throw new InvalidInputError("No gateway has kept anything in this database. Is it the right one?");
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

function refuseForeign(applied: readonly Applied[], migrations: readonly Migration[]): void {
  applied.forEach(({ id, hash }, index) => {
    const own = migrations[index];
    if (!own) {
      throw new StoreError(
        "version",
        `A newer release has changed the database (${id}). Start that release.`,
      );
    }
    if (own.id === id && hashOf(own) === hash) return;
    throw new StoreError(
      "version",
      `The database was made by another release: it has ${id} where this one has ${own.id}, or another text of it.`,
    );
  });
}

const hashOf = ({ sql }: Migration): string => createHash("sha256").update(sql).digest("hex");
