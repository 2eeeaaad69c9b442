import type { Migration } from "../migrate.ts";

/** A table that readiness checks write to, and the request that a response is stored for, which the audit log may say has begun. */
export const migration: Migration = {
  id: "0006-store-safety",
  sql: `
    create table gateway_readiness (
      id text not null,
      filling text not null
    );
    alter table gateway_readiness alter column filling set storage plain;
    alter table gateway_idempotency add column request_id text;
  `,
};
