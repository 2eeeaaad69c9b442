import type { ListReport } from "@mdmkit/unified";
import type { Database, Row } from "../../database/database.ts";
import { firstRow, number, oneOf, text, textOrNull, time, timeOrNull } from "../../database/row.ts";
import { type Clock, timeAt } from "../clock.ts";
import {
  FLEET_RESOURCES,
  type KnownRecord,
  type StoredItem,
  WALK_KINDS,
  WALK_STATUSES,
  type Walk,
  type WalkStore,
} from "./fleet-store.ts";
import { SYNC_COLUMNS, toSync } from "./syncs.ts";
import { WalkReplacedError } from "./walk-replaced-error.ts";

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
      const { known } = firstRow(await database.query(KNOWN, [sync.id, after, limit]));
      return toKnown(known);
    },
    async knownOf({ sync }, ids) {
      const { known } = firstRow(await database.query(KNOWN_OF, [sync.id, JSON.stringify(ids)]));
      return new Map(toKnown(known).map((record) => [record.id, record]));
    },
    async records({ sync }, ids) {
      const rows = await database.query(RECORDS, [sync.id, JSON.stringify(ids)]);
      return new Map(rows.map((row) => [text(row, "id"), Object(row.record)]));
    },
    async publish({ sync, fence, walk }, items, origin) {
      if (items.length === 0) return;
      const values = [sync.id, fence, walk, at(), origin, toJson(items)];
      const [row] = await database.query(PUBLISH, values);
      if (row?.owned !== true) throw new WalkReplacedError();
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

function toKnown(value: unknown): KnownRecord[] {
  const rows: unknown[][] = Array.isArray(value) ? value : [];
  return rows.map(([id, hash, volatileHash, isMissing]) => ({
    ...{
      id: String(id),
      hash: String(hash),
      volatileHash: String(volatileHash),
      isMissing: isMissing === true,
    },
  }));
}

/** One text for all items. What is JSON already is not parsed for it. */
function toJson(items: readonly StoredItem[]): string {
  const texts = items.map(({ id, kind, stable, volatile, fieldsJson }) => {
    const members = [`"id":${JSON.stringify(id)}`];
    if (kind) members.push(`"kind":"${kind}"`);
    if (stable) members.push(`"hash":"${stable.hash}","record":${stable.json}`);
    if (volatile) members.push(`"volatile_hash":"${volatile.hash}","volatile":${volatile.json}`);
    if (fieldsJson !== undefined) members.push(`"fields":${fieldsJson}`);
    return `{${members.join()}}`;
  });
  return `[${texts.join()}]`;
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

/** As one value, which is read in a third of the time of its rows. */
const KNOWN = `
  select coalesce(json_agg(json_build_array(id, hash, volatile_hash, missing_since is not null)), '[]') as known from (
    select * from gateway_fleet_state where sync = $1 and id > $2 order by id limit $3) as page`;

const KNOWN_OF = `
  select coalesce(json_agg(json_build_array(id, hash, volatile_hash, missing_since is not null)), '[]') as known
  from gateway_fleet_state where sync = $1 and id in (select jsonb_array_elements_text($2::text::jsonb))`;

const RECORDS = `
  select id, record from gateway_fleet_record
  where sync = $1 and id in (select jsonb_array_elements_text($2::text::jsonb))`;

/** The lock on the sync lets a claim wait for this statement, and this statement for a claim. */
const OWNED = `
  owned as (select id from gateway_fleet_sync where id = $1 and fence = $2 for share)`;

/** One statement, so that an embedded database is not locked between two. */
const PUBLISH = `
  with ${OWNED}, item as (
    select * from jsonb_to_recordset((select $6::text)::jsonb) as item (
      id text, kind text, hash text, record jsonb, volatile_hash text, volatile jsonb, fields jsonb)
  ), feed as (
    update gateway_fleet_feed set last = last + (select count(*) from item where kind is not null)
    where exists (select from owned) and exists (select from item where kind is not null) returning last
  ), published as (
    select owned.id as sync, item.*, feed.last - count(*) over () + row_number() over () as seq
    from owned, feed, item where kind is not null
  ), change as (
    insert into gateway_fleet_change (seq, sync, walk, id, kind, origin, at, fields)
    select seq, sync, $3::bigint, id, kind, $5, $4::timestamptz, fields from published
  ), new_record as (
    insert into gateway_fleet_record (sync, id, record, created_seq, first_seen_at, changed_at)
    select sync, id, record, seq, $4::timestamptz, $4::timestamptz from published where kind = 'created'
  ), new_state as (
    insert into gateway_fleet_state (sync, id, hash, volatile_hash, volatile)
    select owned.id, item.id, hash, volatile_hash, volatile from owned, item where kind = 'created'
  ), old_record as (
    update gateway_fleet_record as stored set record = coalesce(item.record, stored.record),
      changed_at = case when kind is null then changed_at else $4::timestamptz end
    from owned, item where stored.sync = owned.id and stored.id = item.id
      and kind is distinct from 'created' and (kind is not null or item.record is not null)
  ), old_state as (
    update gateway_fleet_state as stored set hash = coalesce(item.hash, stored.hash),
      volatile_hash = coalesce(item.volatile_hash, stored.volatile_hash),
      volatile = coalesce(item.volatile, stored.volatile),
      missing_since = case when kind = 'missing' then $4::timestamptz end
    from owned, item where stored.sync = owned.id and stored.id = item.id and kind is distinct from 'created'
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
