import type { Migration } from "../migrate.ts";

/** Entries of writes that have begun, which have no status yet, and an index to find their results. */
export const migration: Migration = {
  id: "0005-begun-writes",
  sql: `
    alter table gateway_audit alter column status drop not null;
    create index gateway_audit_ended on gateway_audit (request_id) where result <> 'begun';
  `,
};
