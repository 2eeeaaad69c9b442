import type { Database, Queryable, Row } from "../../database/database.ts";
import { firstRow, oneOf, text, time } from "../../database/row.ts";
import { CHANGE_KINDS, type Change, type ChangeStore, ORIGINS } from "./change.ts";
import { FLEET_RESOURCES } from "./sync.ts";

export function createChangeStore({ database }: { database: Database }): ChangeStore {
  return {
    async position() {
      const row = firstRow(await database.query(POSITION));
      return { last: Number(text(row, "last")), prunedThrough: Number(text(row, "pruned_through")) };
    },
    async list({ after, accounts, resource = null, kinds, limit }) {
      const values = [after, JSON.stringify(accounts), resource, kinds ? JSON.stringify(kinds) : null, limit];
      return (await database.query(FEED, values)).map(toChange);
    },
    async history({ account, resource, id, before = null, limit }) {
      return (await database.query(HISTORY, [account, resource, id, before, limit])).map(toChange);
    },
    async prune(before) {
      const count = async (inside: Queryable, sql: string) =>
        Number(text(firstRow(await inside.query(sql, [before])), "count"));
      return {
        ...(await database.transaction(async (inside) => ({
          changes: await count(inside, PRUNE_CHANGES),
          walks: await count(inside, PRUNE_WALKS),
        }))),
        records: await database.transaction(async (inside) => {
          await inside.query(KEEP_WALKS_FROM_BEGINNING);
          return count(inside, PRUNE_RECORDS);
        }),
      };
    },
  };
}

const POSITION = "select last::text as last, pruned_through::text as pruned_through from gateway_fleet_feed";

const COLUMNS = `
  select change.seq::text as seq, change.walk::text as walk, change.id, change.kind, change.origin, change.at, change.fields,
    list.account, list.resource`;

/** A record is its own change of the kind `created`: a row for each would be a third of what the first walk of a list costs. */
const CREATED = `
  select created_seq as seq, sync, created_walk as walk, id, 'created' as kind, created_origin as origin, first_seen_at as at,
    null::jsonb as fields
  from gateway_fleet_record`;

/** Ranges of two indexes, because a database that has not counted its rows yet would sort the rest of the list for each page. */
export const FEED = `
  with list as (
    select id, account, resource from gateway_fleet_sync
    where account in (select jsonb_array_elements_text($2::text::jsonb)) and ($3::text is null or resource = $3::text)
  ), kind as (
    select jsonb_array_elements_text($4::text::jsonb) as name
  )
  ${COLUMNS} from list cross join lateral (
    (select * from gateway_fleet_change
      where (sync, seq) > (list.id, $1::bigint) and (sync, seq) <= (list.id, 9223372036854775807)
        and ($4::text is null or kind in (select name from kind))
      order by sync, seq limit $5)
    union all
    (${CREATED} where (sync, created_seq) > (list.id, $1::bigint) and ($4::text is null or 'created' in (select name from kind))
      order by sync, created_seq limit $5)
  ) as change
  where change.sync = list.id
  order by change.seq limit $5`;

const HISTORY = `
  with list as (select id, account, resource from gateway_fleet_sync where account = $1 and resource = $2)
  ${COLUMNS} from list cross join lateral (
    select * from gateway_fleet_change where sync = list.id and id = $3
    union all ${CREATED} where sync = list.id and id = $3
  ) as change
  where $4::bigint is null or change.seq < $4::bigint
  order by change.seq desc limit $5`;

/**
 * Numbers and times grow together but for a moved clock: up to the greatest number that is removed, the feed has gaps. Creations stay with
 * their records. Identifiers of devices that had not followed those changes are read again from all records.
 */
const PRUNE_CHANGES = `
  with removed as (delete from gateway_fleet_change where at < $1::timestamptz returning seq, sync), behind as (
    delete from gateway_fleet_identified as done using removed where done.sync = removed.sync and through < seq), moved as (
    update gateway_fleet_feed set pruned_through = greatest(pruned_through, (select max(seq) from removed),
      (select max(created_seq) from gateway_fleet_record where first_seen_at < $1::timestamptz)))
  select count(*)::text as count from removed`;

const PRUNE_WALKS = `
  with removed as (
    delete from gateway_fleet_walk as walk where ended_at < $1::timestamptz and id < (
      select max(id) from gateway_fleet_walk where sync = walk.sync and status = 'complete' and kind <> 'events') returning id)
  select count(*)::text as count from removed`;

const KEEP_WALKS_FROM_BEGINNING = "select from gateway_fleet_sync order by id for no key update";

/** Not while a walk reads the list: it knows them, and would publish that one has returned whose record is gone. */
const PRUNE_RECORDS = `
  with removed as (
    delete from gateway_fleet_state as state where missing_since < $1::timestamptz
      and not exists (select from gateway_fleet_walk where sync = state.sync and status = 'running') returning sync, id
  ), identifiers as (
    delete from gateway_fleet_identifier as identifier using removed where identifier.sync = removed.sync and identifier.id = removed.id
  ), gone as (
    delete from gateway_fleet_record as record using removed where record.sync = removed.sync and record.id = removed.id)
  select count(*)::text as count from removed`;

function toChange(row: Row): Change {
  return {
    seq: Number(text(row, "seq")),
    account: text(row, "account"),
    resource: oneOf(row, "resource", FLEET_RESOURCES),
    id: text(row, "id"),
    kind: oneOf(row, "kind", CHANGE_KINDS),
    origin: oneOf(row, "origin", ORIGINS),
    at: time(row, "at"),
    walk: Number(text(row, "walk")),
    fields: isFields(row.fields) ? row.fields : null,
  };
}

/** Fields are stored as they were compared. */
const isFields = (value: unknown): value is NonNullable<Change["fields"]> =>
  typeof value === "object" && value !== null;
