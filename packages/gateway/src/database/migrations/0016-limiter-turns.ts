import type { Migration } from "../migrate.ts";

/**
 * The function of 0014 with turns: whoever gets a permit waits behind the others for its next one. Before, a replica that always got fewer
 * than it wanted kept its place in front of them, and those that had no share, as there are fewer permits than replicas, got none.
 */
export const migration: Migration = {
  id: "0016-limiter-turns",
  sql: `
    create or replace function gateway_limiter_places_left(
      in_tenant text, in_holder text, in_held integer, in_concurrency integer, in_lease float8, in_patience float8, moment float8
    ) returns integer language plpgsql as $$
    declare
      own_wait float8;
      share integer;
      unused integer;
      reserved integer;
      places_left integer;
    begin
      delete from gateway_limiter_lease where tenant = in_tenant and expires_at <= moment;
      select waiting_since into own_wait from gateway_limiter_lease where tenant = in_tenant and holder = in_holder;
      select in_concurrency / (count(*) + 1), in_concurrency - in_held - coalesce(sum(places), 0) into share, unused
        from gateway_limiter_lease where tenant = in_tenant and holder <> in_holder;
      -- Others that still ask: what they lack of their share, and beyond it one for each that waits longer.
      select coalesce(sum(greatest(
          share - places, case when waiting_since < coalesce(own_wait, moment) and in_held >= share then 1 else 0 end)), 0)
        into reserved
        from gateway_limiter_lease
        where tenant = in_tenant and holder <> in_holder and waiting_since is not null
          and expires_at - case when places > 0 then in_lease else in_patience end > moment - in_patience;
      places_left := greatest(unused - reserved, least(unused, share - in_held));
      if places_left > 0 and own_wait is not null then -- this is its turn
        update gateway_limiter_lease set waiting_since = moment where tenant = in_tenant and holder = in_holder;
      end if;
      return places_left;
    end $$;
  `,
};
