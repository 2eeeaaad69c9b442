import type { Migration } from "../migrate.ts";

/** Entries of writes that began, which have no status yet, and finding what came of each. */
export const migration: Migration = {
  id: "0005-begun-writes",
  sql: `
    alter table gateway_audit alter column status drop not null;
    create index gateway_audit_ended on gateway_audit (request_id) where result <> 'begun';
  `,
};
