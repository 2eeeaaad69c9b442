import type { Migration } from "../migrate.ts";

/**
 * The state that replicas share before they call a vendor: starts within the span of the rate limit, permits in use by each replica
 * (`places`), and pauses. Times are milliseconds since 1970 by the database's clock. The tables are unlogged, because a crash may lose
 * them.
 *
 * Requests for a deleted account, from a stream that still runs, are granted, and nothing of them is stored.
 *
 * A holder gets no permit while others have waited longer for one. It gets a fourth of the remaining starts at a time, so that others
 * that ask meanwhile find some.
 */
export const migration: Migration = {
  id: "0004-limiter",
  sql: `
    create unlogged table gateway_limiter (
      account text primary key references gateway_account on delete cascade,
      paused_until float8 not null default 0,
      starts float8[] not null default '{}', -- oldest first; of starts close together the last stands for all
      counts integer[] not null default '{}' -- how many each of them stands for
    ) with (fillfactor = 50);

    create unlogged table gateway_limiter_lease (
      account text not null references gateway_limiter on delete cascade,
      holder text not null,
      places integer not null,
      waiting_since float8, -- null: not waiting for a place
      expires_at float8 not null,
      primary key (account, holder)
    ) with (fillfactor = 50);

    -- Without the starts that have left the span.
    create function gateway_limiter_trim(inout the gateway_limiter, in_span float8, moment float8)
    language plpgsql as $$
    begin
      while cardinality(the.starts) > 0 and the.starts[1] + in_span <= moment loop
        the.starts := the.starts[2:];
        the.counts := the.counts[2:];
      end loop;
    end $$;

    create function gateway_limiter_places_left(
      in_account text, in_holder text, in_held integer, in_concurrency integer, moment float8
    ) returns integer language plpgsql as $$
    declare
      own_wait float8;
      in_use integer;
      waiting integer;
    begin
      delete from gateway_limiter_lease where account = in_account and expires_at <= moment;
      select waiting_since into own_wait from gateway_limiter_lease where account = in_account and holder = in_holder;
      select coalesce(sum(places), 0), count(*) filter (where waiting_since < coalesce(own_wait, moment))
        into in_use, waiting
        from gateway_limiter_lease where account = in_account and holder <> in_holder;
      return in_concurrency - in_held - in_use - waiting;
    end $$;

    create function gateway_limiter_keep_places(
      in_account text, in_holder text, in_places integer, is_waiting boolean,
      in_lease float8, in_patience float8, moment float8
    ) returns void language sql as $$
      delete from gateway_limiter_lease
        where account = in_account and holder = in_holder and in_places = 0 and not is_waiting;
      insert into gateway_limiter_lease as lease (account, holder, places, waiting_since, expires_at)
        select in_account, in_holder, in_places, case when is_waiting then moment end,
          moment + case when in_places > 0 then in_lease else in_patience end
        where in_places > 0 or is_waiting
        on conflict (account, holder) do update set
          places = excluded.places,
          waiting_since = case when is_waiting then coalesce(lease.waiting_since, moment) end,
          expires_at = excluded.expires_at;
    $$;

    -- Takes up to in_wanted places for a holder that has in_held in use: at most in_size starts in any in_span, kept to
    -- in_step; at most in_concurrency in use. Null for no limit.
    create function gateway_limiter_take(
      in_account text, in_holder text, in_held integer, in_wanted integer,
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
      select * into the from gateway_limiter where account = in_account for update;
      if not found then
        begin
          insert into gateway_limiter (account) select id from gateway_account where id = in_account
            on conflict do nothing;
        exception when foreign_key_violation then -- deleted just now
        end;
        select * into the from gateway_limiter where account = in_account for update;
      end if;
      if not found then
        granted := in_wanted;
        wait := 0;
        paused := 0;
        return;
      end if;
      moment := coalesce(in_at, extract(epoch from clock_timestamp()) * 1000); -- not before it is this one's turn
      the.paused_until := greatest(the.paused_until, moment + in_pause);
      paused := greatest(0, the.paused_until - moment);
      granted := in_wanted;
      wait := 0;

      if in_size is not null then
        the := gateway_limiter_trim(the, in_span, moment);
        starts_left := in_size - coalesce((select sum(count) from unnest(the.counts) as count), 0);
        granted := least(granted, greatest(1, starts_left / 4));
      end if;
      if in_concurrency is not null then
        places_left := gateway_limiter_places_left(in_account, in_holder, in_held, in_concurrency, moment);
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
      update gateway_limiter set paused_until = the.paused_until, starts = the.starts, counts = the.counts
        where account = in_account;
      if in_concurrency is not null then
        perform gateway_limiter_keep_places(in_account, in_holder, in_held + granted,
          coalesce(reason = 'concurrency', false), in_lease, in_patience, moment);
      end if;
    end $$;
  `,
};
