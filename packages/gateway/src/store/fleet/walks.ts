import type { ListReport } from "@mdmkit/unified";
import type { Database, Queryable, Row, Value } from "../../database/database.ts";
import {
  firstRow,
  number,
  numbers,
  oneOf,
  text,
  textOrNull,
  texts,
  time,
  timeOrNull,
} from "../../database/row.ts";
import { type Clock, timeAt } from "../clock.ts";
import { indexed, toArray, toLines } from "./list-text.ts";
import { FLEET_RESOURCES, WALK_KINDS } from "./sync.ts";
import { SYNC_COLUMNS, toSync } from "./syncs.ts";
import {
  type KnownRecords,
  type StoredItem,
  WALK_STATUSES,
  type Walk,
  WalkReplacedError,
  type WalkStore,
} from "./walk.ts";

export function createWalkStore({ database, now }: { database: Database; now: Clock }): WalkStore {
  const at = () => timeAt(now());
  return {
    begin: (sync, kind) =>
      database.transaction(async (inside) => {
        const [claimed] = await inside.query(CLAIM, [sync, kind]);
        if (!claimed) return undefined;
        const fence = number(claimed, "fence");
        await inside.query(INTERRUPT, [sync, at()]);
        const startedAt = at();
        const walk = firstRow(await inside.query(BEGIN, [sync, fence, kind, startedAt]));
        return { walk: Number(text(walk, "id")), sync: toSync(claimed), fence, startedAt };
      }),
    async known({ sync }, { after, limit }) {
      return toKnown(firstRow(await database.query(KNOWN, [sync.id, after, limit])));
    },
    async knownOf({ sync }, ids) {
      return toKnown(firstRow(await database.query(KNOWN_OF, [sync.id, toArray(ids)])));
    },
    async records({ sync }, ids) {
      const rows = await database.query(RECORDS, [sync.id, toArray(ids)]);
      return new Map(rows.map((row) => [text(row, "id"), Object(JSON.parse(text(row, "record")))]));
    },
    async publish({ sync, fence, walk }, items, origin) {
      const created = items.filter(({ kind }) => kind === "created");
      const others = items.filter(({ kind }) => kind !== "created");
      const head = [sync.id, fence, walk, at(), origin];
      const statements: [string, Value[]][] = [];
      if (created.length > 0) statements.push([CREATE, [...head, created.length, ...columnsOf(created)]]);
      if (others.length > 0) {
        const count = others.filter(({ kind }) => kind).length;
        statements.push([UPDATE, [...head, count, ...columnsOf(others), ...changesOf(others)]]);
      }
      const perform = async (inside: Queryable) => {
        for (const [sql, values] of statements) {
          const [row] = await inside.query(sql, values);
          if (row?.owned !== true) throw new WalkReplacedError();
        }
      };
      await (statements.length > 1 ? database.transaction(perform) : perform(database));
    },
    async end(
      { walk, sync, fence, startedAt },
      { status, problem, report, counts, keepsEnrollments = null },
    ) {
      const { created, updated, missing, returned } = counts;
      const [row] = await database.query(END, [
        ...[sync.id, fence, walk, at(), status, problem, report && JSON.stringify(report)],
        ...[created, updated, missing, returned, startedAt, keepsEnrollments],
      ]);
      return row?.owned === true;
    },
    async forget({ walk }) {
      await database.query("delete from gateway_fleet_walk where id = $1::bigint", [walk]);
    },
    async list({ accounts, sync = null, before = null, limit }) {
      const rows = await database.query(LIST, [JSON.stringify(accounts), sync, before, limit]);
      return rows.map(toWalk);
    },
    async latest() {
      const rows = await database.query(LATEST);
      return new Map(
        rows.map((row) => [
          number(row, "sync"),
          { walk: toWalk(row), completeAt: timeOrNull(row, "complete_at") },
        ]),
      );
    },
  };
}

const toKnown = (row: Row): KnownRecords => ({
  ids: texts(row, "ids"),
  stable: numbers(row, "stable"),
  volatile: numbers(row, "volatile"),
  missing: texts(row, "missing"),
});

/** `$7` and later of both statements. */
function columnsOf(items: readonly StoredItem[]): Value[] {
  return [
    toArray(items.map(({ id }) => id)),
    toArray(items.map(({ stableHash }) => stableHash)),
    toArray(items.map(({ volatileHash }) => volatileHash)),
    toArray(items.map(({ record }) => indexed(record?.name))),
    toArray(items.map(({ record }) => indexed(record?.serialNumber))),
    toLines(items.map(({ record }) => record?.json)),
  ];
}

function changesOf(items: readonly StoredItem[]): Value[] {
  return [
    toArray(items.map(({ kind }) => kind)),
    toLines(items.map(({ volatileJson }) => volatileJson)),
    toLines(items.map(({ fieldsJson }) => fieldsJson)),
  ];
}

const CLAIM = `
  update gateway_fleet_sync set fence = fence + 1 where id = $1 and ($2 = 'full' or not exists (
    select from gateway_fleet_walk where sync = $1 and status = 'running' and kind <> 'events'))
  returning fence, ${SYNC_COLUMNS}`;

const INTERRUPT = `
  update gateway_fleet_walk set status = 'interrupted', ended_at = $2 where sync = $1 and status = 'running'`;

const BEGIN = `
  insert into gateway_fleet_walk (sync, fence, kind, status, started_at)
  values ($1, $2, $3, 'running', $4) returning id::text as id`;

/** As one row, which is read in a fraction of the time of many. */
const KNOWN_COLUMNS = `
  select coalesce(json_agg(id), '[]') as ids, coalesce(json_agg(hash), '[]') as stable,
    coalesce(json_agg(volatile_hash), '[]') as volatile,
    coalesce(json_agg(id) filter (where missing_since is not null), '[]') as missing`;

/** A range of the index, because a database that has not counted its rows yet would sort the rest of the list for each page. */
const KNOWN = `${KNOWN_COLUMNS} from (
    select * from gateway_fleet_state where (sync, id) > ($1, $2) order by sync, id limit $3) as page where sync = $1`;

const KNOWN_OF = `${KNOWN_COLUMNS} from gateway_fleet_state where sync = $1 and id = any ($2::text::text[])`;

const RECORDS = `
  select id, record from unnest($2::text::text[]) as wanted (id) cross join lateral (
    select record from gateway_fleet_record where sync = $1 and id = wanted.id offset 0) as stored`;

/** The lock on the sync lets a claim wait for this statement, and this statement for a claim. */
const OWNED = `
  owned as (select id from gateway_fleet_sync where id = $1 and fence = $2 for share)`;

/** Looks each up, whatever size and contents a database that has not counted its rows yet takes a table to have. */
const found = (
  table: string,
): string => `stored.ctid = any (array(select row.ctid from item cross join lateral (
    select ctid from ${table} where sync = $1 and id = item.id offset 0) as row))`;

const CREATE = "select gateway_fleet_create($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) as owned";

/** From the update of the feed until this is committed, no other process numbers changes. */
const UPDATE = `
  with ${OWNED}, feed as (
    update gateway_fleet_feed set last = last + $6::bigint where exists (select from owned) and $6::bigint > 0
    returning last - $6::bigint as start
  ), item as (
    select *, nullif(record, '') as new_record, nullif(volatile, '') as new_volatile
    from rows from (
      unnest($7::text::text[], $8::text::bigint[], $9::text::bigint[], $10::text::text[], $11::text::text[], $13::text::text[]),
      string_to_table($12, E'\\n'), string_to_table($14, E'\\n'), string_to_table($15, E'\\n')
    ) as item (id, hash, volatile_hash, name, serial_number, kind, record, volatile, fields)
    where exists (select from owned)
  ), change as (
    insert into gateway_fleet_change (seq, sync, walk, id, kind, origin, at, fields)
    select (select start from feed) + row_number() over (), $1, $3::bigint, id, kind, $5, $4::timestamptz,
      nullif(fields, '')::jsonb from item where kind is not null
  ), record as (
    update gateway_fleet_record as stored set record = coalesce(new_record, stored.record),
      name = case when new_record is null then stored.name else item.name end,
      serial_number = case when new_record is null then stored.serial_number else item.serial_number end,
      changed_at = case when kind is null then changed_at else $4::timestamptz end
    from item where stored.sync = $1 and stored.id = item.id and (kind is not null or new_record is not null)
      and ${found("gateway_fleet_record")}
  ), state as (
    update gateway_fleet_state as stored set hash = coalesce(item.hash, stored.hash),
      volatile_hash = coalesce(item.volatile_hash, stored.volatile_hash),
      volatile = case when new_record is null then coalesce(new_volatile, stored.volatile) end,
      missing_since = case when kind = 'missing' then $4::timestamptz end
    from item where stored.sync = $1 and stored.id = item.id and ${found("gateway_fleet_state")}
  )
  select exists (select from owned) as owned`;

const END = `
  with ${OWNED}, ended as (
    update gateway_fleet_walk set status = $5::text, problem = $6, report = $7::text::jsonb, created = $8, updated = $9,
      missing = $10, returned = $11, ended_at = $4::timestamptz
    from owned where gateway_fleet_walk.id = $3::bigint and status = 'running' returning sync, kind
  ), read as (
    update gateway_fleet_sync as sync set read_through =
      case when $5::text = 'complete' and ended.kind <> 'events' then $12::timestamptz else read_through end,
      keeps_enrollments = coalesce($13::boolean, keeps_enrollments)
    from ended where sync.id = ended.sync
  )
  select exists (select from ended) as owned`;

const WALK_COLUMNS = `
  walk.id::text as id, walk.sync, walk.kind, walk.status, walk.problem, walk.report, walk.created, walk.updated, walk.missing,
  walk.returned, walk.started_at, walk.ended_at, sync.account, sync.resource`;

const LIST = `
  select ${WALK_COLUMNS} from gateway_fleet_walk as walk join gateway_fleet_sync as sync on sync.id = walk.sync
  where sync.account in (select jsonb_array_elements_text($1::text::jsonb)) and ($2::integer is null or walk.sync = $2::integer)
    and ($3::bigint is null or walk.id < $3::bigint)
  order by walk.id desc limit $4`;

const LATEST = `
  select distinct on (walk.sync) ${WALK_COLUMNS}, (
    select max(started_at) from gateway_fleet_walk
    where sync = walk.sync and status = 'complete' and kind <> 'events') as complete_at
  from gateway_fleet_walk as walk join gateway_fleet_sync as sync on sync.id = walk.sync and walk.kind <> 'events'
  order by walk.sync, walk.id desc`;

function toWalk(row: Row): Walk {
  return {
    id: Number(text(row, "id")),
    sync: {
      id: number(row, "sync"),
      account: text(row, "account"),
      resource: oneOf(row, "resource", FLEET_RESOURCES),
    },
    kind: oneOf(row, "kind", WALK_KINDS),
    status: oneOf(row, "status", WALK_STATUSES),
    problem: textOrNull(row, "problem"),
    report: isReport(row.report) ? row.report : null,
    counts: {
      created: number(row, "created"),
      updated: number(row, "updated"),
      missing: number(row, "missing"),
      returned: number(row, "returned"),
    },
    startedAt: time(row, "started_at"),
    endedAt: timeOrNull(row, "ended_at"),
  };
}

/** Reports are stored as they were. */
const isReport = (value: unknown): value is ListReport =>
  typeof value === "object" && value !== null && "complete" in value && "gaps" in value;
