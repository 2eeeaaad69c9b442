import type { Migration } from "../migrate.ts";

/** API tokens by hash, and integrated accounts with encrypted credentials. */
export const migration: Migration = {
  id: "0001-tokens-and-accounts",
  sql: `
    create table gateway_token (
      id text primary key,
      hash text not null,
      name text not null,
      scopes jsonb not null,
      accounts jsonb, -- null: all
      created_at timestamptz not null,
      expires_at timestamptz,
      last_used_at timestamptz
    );

    create table gateway_account (
      id text primary key,
      position integer generated always as identity,
      vendor text not null,
      name text not null,
      status text not null,
      status_reason text,
      sealed text not null,
      version integer not null,
      created_at timestamptz not null,
      updated_at timestamptz not null
    );
  `,
};
