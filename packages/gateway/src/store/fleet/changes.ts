import type { Database, Row } from "../../database/database.ts";
import { firstRow, oneOf, text, time } from "../../database/row.ts";
import { CHANGE_KINDS, type Change, type ChangeStore, FLEET_RESOURCES } from "./fleet-store.ts";
import { ORIGINS } from "./origin.ts";

export function createChangeStore({ database }: { database: Database }): ChangeStore {
  return {
    async position() {
      const row = firstRow(await database.query(POSITION));
      return { last: Number(text(row, "last")), prunedThrough: Number(text(row, "pruned_through")) };
    },
    async list({ after, accounts, resource = null, kinds, limit }) {
      const values = [after, JSON.stringify(accounts), resource, kinds ? JSON.stringify(kinds) : null, limit];
      return (await database.query(LIST, values)).map(toChange);
    },
    async history({ account, resource, id, before = null, limit }) {
      return (await database.query(HISTORY, [account, resource, id, before, limit])).map(toChange);
    },
    prune: (before) =>
      database.transaction(async (inside) => {
        const count = async (sql: string) =>
          Number(text(firstRow(await inside.query(sql, [before])), "count"));
        return {
          changes: await count(PRUNE_CHANGES),
          walks: await count(PRUNE_WALKS),
          records: await count(PRUNE_RECORDS),
        };
      }),
  };
}

const POSITION = "select last::text as last, pruned_through::text as pruned_through from gateway_fleet_feed";

const COLUMNS = `
  select change.seq::text as seq, change.walk::text as walk, change.id, change.kind, change.origin, change.at, change.fields,
    sync.account, sync.resource
  from gateway_fleet_change as change join gateway_fleet_sync as sync on sync.id = change.sync`;

const LIST = `${COLUMNS}
  where change.seq > $1::bigint and sync.account in (select jsonb_array_elements_text($2::text::jsonb))
    and ($3::text is null or sync.resource = $3::text)
    and ($4::text is null or change.kind in (select jsonb_array_elements_text($4::text::jsonb)))
  order by change.seq limit $5`;

/** Creations are found by their records: an index of them would double what the first walk of a list costs. */
const HISTORY = `
  with own as (select id from gateway_fleet_sync where account = $1 and resource = $2), found as (
    select seq from gateway_fleet_change where sync = (select id from own) and id = $3 and kind <> 'created'
    union all select created_seq from gateway_fleet_record where sync = (select id from own) and id = $3
  )
  ${COLUMNS} where change.seq in (select seq from found) and ($4::bigint is null or change.seq < $4::bigint)
  order by change.seq desc limit $5`;

/** Numbers and times grow together but for a moved clock: up to the greatest number that is removed, the feed has gaps. */
const PRUNE_CHANGES = `
  with removed as (delete from gateway_fleet_change where at < $1::timestamptz returning seq), moved as (
    update gateway_fleet_feed set pruned_through = greatest(pruned_through, (select max(seq) from removed)))
  select count(*)::text as count from removed`;

const PRUNE_WALKS = `
  with removed as (
    delete from gateway_fleet_walk as walk where ended_at < $1::timestamptz and id < (
      select max(id) from gateway_fleet_walk where sync = walk.sync and status = 'complete' and kind <> 'events') returning id)
  select count(*)::text as count from removed`;

const PRUNE_RECORDS = `
  with removed as (delete from gateway_fleet_state where missing_since < $1::timestamptz returning sync, id), gone as (
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
