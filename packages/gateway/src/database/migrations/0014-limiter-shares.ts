import type { Migration } from "../migrate.ts";

/**
 * The functions of 0007 with shares of permits: a replica that wants more than it has gets up to its share, and keeps it while others
 * wait. Before, each waiting replica was reserved one permit, so that one with long calls kept three times as many as another, and
 * those with short calls passed them to and fro.
 */
export const migration: Migration = {
  id: "0014-limiter-shares",
  sql: `
    drop function gateway_limiter_places_left;

    create function gateway_limiter_places_left(
      in_tenant text, in_holder text, in_held integer, in_concurrency integer, in_lease float8, in_patience float8, moment float8
    ) returns integer language plpgsql as $$
    declare
      own_wait float8;
      share integer;
      unused integer;
      reserved integer;
    begin
      delete from gateway_limiter_lease where tenant = in_tenant and expires_at <= moment;
      select waiting_since into own_wait from gateway_limiter_lease where tenant = in_tenant and holder = in_holder;
      own_wait := coalesce(own_wait, moment);
      select in_concurrency / (count(*) + 1), in_concurrency - in_held - coalesce(sum(places), 0) into share, unused
        from gateway_limiter_lease where tenant = in_tenant and holder <> in_holder;
      -- Others that still ask: what they lack of their share, and beyond it one for each that waits longer.
      select coalesce(sum(greatest(share - places, case when waiting_since < own_wait and in_held >= share then 1 else 0 end)), 0)
        into reserved
        from gateway_limiter_lease
        where tenant = in_tenant and holder <> in_holder and waiting_since is not null
          and expires_at - case when places > 0 then in_lease else in_patience end > moment - in_patience;
      return greatest(unused - reserved, least(unused, share - in_held));
    end $$;

    create or replace function gateway_limiter_take(
      in_tenant text, in_holder text, in_held integer, in_wanted integer,
      in_size integer, in_span float8, in_step float8, in_concurrency integer,
      in_lease float8, in_patience float8, in_pause float8, in_at float8,
      out granted integer, out reason text, out wait float8, out paused float8
    ) language plpgsql as $$
    declare
      the gateway_limiter;
      moment float8;
      starts_left integer;
      places_left integer;
      last integer;
    begin
      the := gateway_limiter_of(in_tenant, in_at);
      moment := coalesce(in_at, extract(epoch from clock_timestamp()) * 1000); -- not before it is this one's turn
      the.paused_until := greatest(the.paused_until, moment + in_pause);
      the.expires_at := greatest(the.expires_at, the.paused_until, moment + coalesce(in_span, 0), moment + in_lease);
      paused := greatest(0, the.paused_until - moment);
      granted := in_wanted;
      wait := 0;

      if in_size is not null then
        the := gateway_limiter_trim(the, in_span, moment);
        starts_left := in_size - coalesce((select sum(count) from unnest(the.counts) as count), 0);
        granted := least(granted, greatest(1, starts_left / 4));
      end if;
      if in_concurrency is not null then
        places_left := gateway_limiter_places_left(in_tenant, in_holder, in_held, in_concurrency, in_lease, in_patience, moment);
        granted := least(granted, places_left);
      end if;

      if in_wanted = 0 then
        granted := 0;
      elsif paused > 0 then
        granted := 0;
        reason := 'paused';
        wait := paused;
      elsif starts_left <= 0 then
        granted := 0;
        reason := 'rate';
        wait := the.starts[1] + in_span - moment;
      elsif places_left <= 0 then
        granted := 0;
        reason := 'concurrency';
      end if;

      if granted > 0 and in_size is not null then
        last := cardinality(the.starts);
        if last > 0 and floor(the.starts[last] / in_step) = floor(moment / in_step) then
          the.starts[last] := moment;
          the.counts[last] := the.counts[last] + granted;
        else
          the.starts := the.starts || moment;
          the.counts := the.counts || granted;
        end if;
      end if;
      update gateway_limiter
        set paused_until = the.paused_until, starts = the.starts, counts = the.counts, expires_at = the.expires_at
        where tenant = in_tenant;
      if in_concurrency is not null then
        perform gateway_limiter_keep_places(in_tenant, in_holder, in_held + granted,
          in_wanted > granted and granted = greatest(0, places_left) and coalesce(reason = 'concurrency', true),
          in_lease, in_patience, moment);
      end if;
    end $$;
  `,
};
