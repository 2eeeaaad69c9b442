import type { Migration } from "../migrate.ts";

/**
 * Stored fleets. The large tables have no foreign keys, whose checks would cost as much as the rows: a trigger removes what belongs
 * to a deleted sync.
 */
export const migration: Migration = {
  id: "0009-fleet",
  sql: `
    create table gateway_fleet_sync (
      id integer generated always as identity primary key,
      account text not null references gateway_account (id) on delete cascade,
      resource text not null,
      full_schedule text not null, -- cron, in UTC
      incremental_schedule text, -- null: none
      paused boolean not null default false,
      requested text, -- kind of a walk that is to be queued
      keeps_enrollments boolean not null default false, -- of the list
      fence integer not null default 0, -- a walk writes only while it is the latest
      read_through timestamptz, -- all changes before this time are stored
      created_at timestamptz not null,
      unique (account, resource)
    );

    create table gateway_fleet_walk (
      id bigint generated always as identity primary key,
      sync integer not null references gateway_fleet_sync (id) on delete cascade,
      fence integer not null,
      kind text not null,
      status text not null,
      problem text,
      report jsonb,
      created integer not null default 0,
      updated integer not null default 0,
      missing integer not null default 0,
      returned integer not null default 0,
      started_at timestamptz not null,
      ended_at timestamptz
    );
    create index gateway_fleet_walk_sync on gateway_fleet_walk (sync, id);

    create table gateway_fleet_record (
      sync integer not null,
      id text collate "C" not null,
      record jsonb not null,
      created_seq bigint not null, -- the change that created it
      first_seen_at timestamptz not null,
      changed_at timestamptz not null,
      primary key (sync, id)
    );

    -- What every walk compares, and fields that change without a change to the record. Narrow, because it is read whole.
    create table gateway_fleet_state (
      sync integer not null,
      id text collate "C" not null,
      hash text not null,
      volatile_hash text not null,
      volatile jsonb not null,
      missing_since timestamptz,
      primary key (sync, id)
    );

    create table gateway_fleet_change (
      seq bigint primary key,
      sync integer not null,
      walk bigint not null,
      id text collate "C" not null,
      kind text not null,
      origin text not null,
      at timestamptz not null,
      fields jsonb
    );
    create index gateway_fleet_change_record on gateway_fleet_change (sync, id, seq) where kind <> 'created';

    -- One row, locked from the numbering of changes until they are committed: a reader sees them in the order of their numbers.
    create table gateway_fleet_feed (last bigint not null, pruned_through bigint not null);
    insert into gateway_fleet_feed (last, pruned_through) values (0, 0);

    create function gateway_fleet_forget() returns trigger language plpgsql as $$
    begin
      delete from gateway_fleet_record where sync = old.id;
      delete from gateway_fleet_state where sync = old.id;
      delete from gateway_fleet_change where sync = old.id;
      return null;
    end $$;
    create trigger gateway_fleet_forget after delete on gateway_fleet_sync
      for each row execute function gateway_fleet_forget();
  `,
};
