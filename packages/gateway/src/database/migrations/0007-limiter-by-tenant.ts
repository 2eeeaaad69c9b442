import type { Migration } from "../migrate.ts";

/**
 * The limiter by tenant of the vendor instead of by account, so that accounts of one server share its limit and deleting one of them
 * keeps it. The functions of 0004 with two changes: they know no accounts, and a new tenant's row replaces those that limit nothing
 * any more.
 */
export const migration: Migration = {
  id: "0007-limiter-by-tenant",
  sql: `
    drop function gateway_limiter_take;
    drop function gateway_limiter_keep_places;
    drop function gateway_limiter_places_left;
    truncate gateway_limiter cascade;
    alter table gateway_limiter drop constraint gateway_limiter_account_fkey;
    alter table gateway_limiter rename column account to tenant; -- a keyed hash
    alter table gateway_limiter add column expires_at float8 not null default 0; -- it limits nothing afterwards
    alter table gateway_limiter_lease rename column account to tenant;

    create function gateway_limiter_places_left(
      in_tenant text, in_holder text, in_held integer, in_concurrency integer, moment float8
    ) returns integer language plpgsql as $$
    declare
      own_wait float8;
      in_use integer;
      waiting integer;
    begin
      delete from gateway_limiter_lease where tenant = in_tenant and expires_at <= moment;
      select waiting_since into own_wait from gateway_limiter_lease where tenant = in_tenant and holder = in_holder;
      select coalesce(sum(places), 0), count(*) filter (where waiting_since < coalesce(own_wait, moment))
        into in_use, waiting
        from gateway_limiter_lease where tenant = in_tenant and holder <> in_holder;
      return in_concurrency - in_held - in_use - waiting;
    end $$;

    create function gateway_limiter_keep_places(
      in_tenant text, in_holder text, in_places integer, is_waiting boolean,
      in_lease float8, in_patience float8, moment float8
    ) returns void language sql as $$
      delete from gateway_limiter_lease
        where tenant = in_tenant and holder = in_holder and in_places = 0 and not is_waiting;
      insert into gateway_limiter_lease as lease (tenant, holder, places, waiting_since, expires_at)
        select in_tenant, in_holder, in_places, case when is_waiting then moment end,
          moment + case when in_places > 0 then in_lease else in_patience end
        where in_places > 0 or is_waiting
        on conflict (tenant, holder) do update set
          places = excluded.places,
          waiting_since = case when is_waiting then coalesce(lease.waiting_since, moment) end,
          expires_at = excluded.expires_at;
    $$;

    -- The row of a tenant, locked.
    create function gateway_limiter_of(in_tenant text, in_at float8) returns gateway_limiter language plpgsql as $$
    declare
      the gateway_limiter;
      moment float8;
    begin
      loop
        select * into the from gateway_limiter where tenant = in_tenant for update;
        if found then
          return the;
        end if;
        moment := coalesce(in_at, extract(epoch from clock_timestamp()) * 1000);
        delete from gateway_limiter where tenant in (
          select tenant from gateway_limiter where expires_at <= moment for update skip locked
        );
        insert into gateway_limiter (tenant, expires_at) values (in_tenant, moment) on conflict do nothing;
      end loop;
    end $$;

    -- Takes up to in_wanted places for a holder that has in_held in use: at most in_size starts in any in_span, kept to
    -- in_step; at most in_concurrency in use. Null for no limit.
    create function gateway_limiter_take(
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
        places_left := gateway_limiter_places_left(in_tenant, in_holder, in_held, in_concurrency, moment);
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
          coalesce(reason = 'concurrency', false), in_lease, in_patience, moment);
      end if;
    end $$;
  `,
};
