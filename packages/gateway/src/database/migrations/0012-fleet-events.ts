import type { Migration } from "../migrate.ts";

/** How events of vendors are learned of, and which records are to be read because of them. */
export const migration: Migration = {
  id: "0012-fleet-events",
  sql: `
    create table gateway_fleet_event_source (
      id text primary key,
      account text not null references gateway_account (id) on delete cascade,
      kind text not null,
      secrets jsonb not null, -- hashes, of a webhook
      position text, -- in the vendor's log
      poll_at timestamptz, -- null for a webhook
      events integer not null default 0,
      event_at timestamptz,
      problem text,
      created_at timestamptz not null
    );

    -- One row for each record, however many events there were: it is read once for all of them.
    create table gateway_fleet_hint (
      sync integer not null references gateway_fleet_sync (id) on delete cascade,
      id text collate "C" not null, -- empty: which record it was is not known
      is_gone boolean not null,
      origin text not null,
      version integer not null default 0, -- raised by each event: one that comes while the record is read is not lost
      attempts integer not null default 0,
      due_at timestamptz not null,
      primary key (sync, id)
    );
  `,
};
