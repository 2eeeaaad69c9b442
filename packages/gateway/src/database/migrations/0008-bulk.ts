import type { Migration } from "../migrate.ts";

/** Bulk actions: their plans and what became of each device, encrypted but for what statements compare and count. */
export const migration: Migration = {
  id: "0008-bulk",
  sql: `
    create table gateway_bulk (
      id text primary key,
      position bigint generated always as identity,
      account text not null references gateway_account (id) on delete cascade,
      account_version integer not null,
      vendor text not null,
      action text not null,
      status text not null,
      stopped_by text,
      run integer not null default 0, -- a run writes only while it is the latest
      lease_expires_at timestamptz, -- null: no process works on it
      sealed text, -- null: not planned yet
      created_at timestamptz not null,
      updated_at timestamptz not null,
      expires_at timestamptz not null
    );
    create index gateway_bulk_position on gateway_bulk (position);
    create index gateway_bulk_account on gateway_bulk (account, position);
    create index gateway_bulk_expiry on gateway_bulk (expires_at);

    create table gateway_bulk_device (
      bulk text not null references gateway_bulk (id) on delete cascade,
      position integer not null,
      outcome text not null,
      sent boolean not null default false,
      run integer not null default 0, -- the run that set the outcome
      sealed text not null,
      primary key (bulk, position)
    );
  `,
};
