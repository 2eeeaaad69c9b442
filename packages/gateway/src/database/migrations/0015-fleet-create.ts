import type { Migration } from "../migrate.ts";

/** The function of 0011 with lists that are taken apart where they are inserted, in place of an intermediate result. */
export const migration: Migration = {
  id: "0015-fleet-create",
  sql: `
    create or replace function gateway_fleet_create(
      own_sync integer, own_fence integer, own_walk bigint, own_at timestamptz, own_origin text, count integer,
      ids text, hashes text, volatile_hashes text, names text, serial_numbers text, records text
    ) returns boolean language plpgsql as $$
    declare start bigint;
    begin
      -- The lock lets a claim wait for this transaction, and this for a claim.
      perform from gateway_fleet_sync where id = own_sync and fence = own_fence for share;
      if not found then return false; end if;
      -- From here until this is committed, no other process numbers changes.
      update gateway_fleet_feed set last = last + count returning last - count into start;
      insert into gateway_fleet_state (sync, id, hash, volatile_hash)
      select own_sync, unnest(ids::text[]), unnest(hashes::bigint[]), unnest(volatile_hashes::bigint[]);
      insert into gateway_fleet_record (
        sync, id, record, name, serial_number, created_seq, created_walk, created_origin, first_seen_at, changed_at)
      select own_sync, unnest(ids::text[]), string_to_table(records, E'\\n'), unnest(names::text[]), unnest(serial_numbers::text[]),
        generate_series(start + 1, start + count), own_walk, own_origin, own_at, own_at;
      return true;
    end $$;
  `,
};
