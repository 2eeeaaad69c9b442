import { type EventHint, isRecordId } from "@mdmkit/unified/vendor";
import type { Database } from "../../database/database.ts";
import { number, oneOf, text } from "../../database/row.ts";
import { type Clock, timeAt } from "../clock.ts";
import { ORIGINS, type Origin } from "./change.ts";

/** A record that is to be read because of events. */
export type Hint = {
  /** Null: which record of the list it is, is not known. */
  readonly id: string | null;
  readonly isGone: boolean;
  readonly origin: Origin;
  /** Raised by each event. */
  readonly version: number;
};

/** What events of vendors name, until it was read. Many events about a record are one hint. */
export type HintStore = {
  /** Returns how many are about lists that are stored. A hint is due after a while, so that one read serves the events that follow. */
  add(account: string, hints: readonly EventHint[], origin: Origin): Promise<number>;
  /** Syncs with hints that are due, and whose list no walk reads. */
  due(): Promise<number[]>;
  /** The oldest that are due. */
  take(sync: number, limit: number): Promise<Hint[]>;
  /** Removes those about which no event came since they were taken. */
  done(sync: number, hints: readonly Hint[]): Promise<void>;
  /** Lets them wait; removes those that have waited so often, unless that is null. */
  postpone(
    sync: number,
    hints: readonly Hint[],
    waiting: { readonly delayMs: number; readonly attempts: number | null },
  ): Promise<void>;
};

/** Events of a record often come in groups. */
const DELAY_MS = 10_000;

export function createHintStore({ database, now }: { database: Database; now: Clock }): HintStore {
  return {
    async add(account, hints, origin) {
      if (hints.length === 0) return 0;
      const items = hints.map(({ resource, id, isGone }) => ({
        ...{ resource, id: isRecordId(id) ? id : "", is_gone: isGone },
      }));
      const values = [account, JSON.stringify(items), origin, timeAt(now() + DELAY_MS)];
      return (await database.query(ADD, values)).length;
    },
    async due() {
      return (await database.query(DUE, [timeAt(now())])).map((row) => number(row, "sync"));
    },
    async take(sync, limit) {
      const rows = await database.query(TAKE, [sync, timeAt(now()), limit]);
      return rows.map((row) => ({
        id: text(row, "id") || null,
        isGone: row.is_gone === true,
        origin: oneOf(row, "origin", ORIGINS),
        version: number(row, "version"),
      }));
    },
    async done(sync, hints) {
      await database.query(DONE, [sync, toJson(hints)]);
    },
    async postpone(sync, hints, { delayMs, attempts }) {
      await database.query(POSTPONE, [sync, toJson(hints), timeAt(now() + delayMs), attempts]);
    },
  };
}

const toJson = (hints: readonly Hint[]): string =>
  JSON.stringify(hints.map(({ id, version }) => ({ id: id ?? "", version })));

/** The time of the first event counts: a device that reports all the time is read nevertheless. */
const ADD = `
  insert into gateway_fleet_hint as hint (sync, id, is_gone, origin, due_at)
  select sync.id, item.id, bool_or(item.is_gone), $3, $4
  from jsonb_to_recordset($2::text::jsonb) as item (resource text, id text, is_gone boolean)
  join gateway_fleet_sync as sync on sync.account = $1 and sync.resource = item.resource and not sync.paused
  group by sync.id, item.id
  on conflict (sync, id) do update set version = hint.version + 1, is_gone = hint.is_gone or excluded.is_gone,
    origin = excluded.origin, attempts = 0, due_at = least(hint.due_at, excluded.due_at)
  returning sync`;

const DUE = `
  select distinct sync from gateway_fleet_hint as hint join gateway_fleet_sync as sync on sync.id = hint.sync
  where due_at <= $1 and not paused and not exists (
    select from gateway_fleet_walk as walk where walk.sync = hint.sync and status = 'running' and kind <> 'events')`;

const TAKE = `
  select id, is_gone, origin, version from gateway_fleet_hint where sync = $1 and due_at <= $2 order by due_at, id limit $3`;

const GIVEN = `
  jsonb_to_recordset($2::text::jsonb) as given (id text, version integer)
  where hint.sync = $1 and hint.id = given.id and hint.version = given.version`;

const DONE = `delete from gateway_fleet_hint as hint using ${GIVEN}`;

const POSTPONE = `
  with late as (
    update gateway_fleet_hint as hint set attempts = attempts + 1, due_at = $3 from ${GIVEN} returning hint.sync, hint.id, hint.attempts)
  delete from gateway_fleet_hint as hint using late
  where hint.sync = late.sync and hint.id = late.id and late.attempts >= $4::integer`;
