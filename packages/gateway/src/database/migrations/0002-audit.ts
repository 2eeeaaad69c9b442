import type { Migration } from "../migrate.ts";

/** The audit log of writes; rows can only be added. */
export const migration: Migration = {
  id: "0002-audit",
  sql: `
    create table gateway_audit (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      request_id text not null,
      token_id text,
      token_name text,
      account text,
      vendor text,
      operation text not null,
      record_id text,
      vendor_operations jsonb not null,
      result text not null,
      status integer not null
    );
    create index gateway_audit_account on gateway_audit (account, id desc);

    create function gateway_audit_refuse() returns trigger language plpgsql as $$
    begin
      raise exception 'The audit log is append-only.' using errcode = 'insufficient_privilege';
    end $$;
    create trigger gateway_audit_rows before update or delete on gateway_audit
      for each row execute function gateway_audit_refuse();
    create trigger gateway_audit_whole before truncate on gateway_audit
      for each statement execute function gateway_audit_refuse();
  `,
};
