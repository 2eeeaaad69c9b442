import type { Migration } from "../migrate.ts";

/** Encrypted responses to requests with an idempotency key. */
export const migration: Migration = {
  id: "0003-idempotency",
  sql: `
    create table gateway_idempotency (
      token_id text not null,
      key_hash text not null,
      fingerprint text not null,
      sealed text, -- null: no answer yet
      presumed_dead_at timestamptz not null,
      expires_at timestamptz not null,
      primary key (token_id, key_hash)
    );
    create index gateway_idempotency_expiry on gateway_idempotency (expires_at);
  `,
};
