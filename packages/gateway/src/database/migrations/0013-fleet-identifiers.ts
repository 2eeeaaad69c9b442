import type { Migration } from "../migrate.ts";

/**
 * Identifiers of stored devices, by which the records of one device are found. They follow the feed of changes when someone asks for
 * them, so that no walk waits for their index.
 */
export const migration: Migration = {
  id: "0013-fleet-identifiers",
  sql: `
    create table gateway_fleet_identifier (
      sync integer not null,
      value text collate "C" not null, -- with its kind: imei 490154203237518
      id text collate "C" not null,
      primary key (sync, value, id)
    );
    create index gateway_fleet_identifier_record on gateway_fleet_identifier (sync, id);

    create table gateway_fleet_identified (
      sync integer primary key references gateway_fleet_sync (id) on delete cascade,
      through bigint not null -- the identifiers are those of the records as they were after this change
    );

    create or replace function gateway_fleet_forget() returns trigger language plpgsql as $$
    begin
      delete from gateway_fleet_record where sync = old.id;
      delete from gateway_fleet_state where sync = old.id;
      delete from gateway_fleet_change where sync = old.id;
      delete from gateway_fleet_identifier where sync = old.id;
      return null;
    end $$;
  `,
};
