import { setImmediate as nextTurn } from "node:timers/promises";
import { type Device, identifiersOf } from "@mdmkit/unified";
import type { Database, Queryable } from "../../database/database.ts";
import { firstRow, number, text } from "../../database/row.ts";
import type { FleetRecord } from "./fleet-record.ts";
import { toArray } from "./list-text.ts";
import { toFleetRecord } from "./records.ts";

export type IdentifierStore = {
  /** Lets the identifiers of the accounts' devices be those of the stored records. The first time, this reads all of them. */
  follow(accounts: readonly string[]): Promise<void>;
  /** Devices that are not missing and have an identifier, by its value; of each account at most 100. */
  holders(accounts: readonly string[], values: readonly string[]): Promise<Map<string, FleetRecord[]>>;
};

/** The identifiers of a device, each with its kind. */
export function identifierValues(device: Device): string[] {
  return Object.entries(identifiersOf(device)).flatMap(([kind, values]) =>
    values.filter(({ length }) => length <= LONGEST).map((value) => `${kind} ${value}`),
  );
}

/** What is longer is no identifier of a maker, and too long for an index. */
const LONGEST = 200;
const CHANGES_AT_ONCE = 250;
const HOLDERS_OF_AN_ACCOUNT = 100;

export function createIdentifierStore({ database }: { database: Database }): IdentifierStore {
  return {
    async follow(accounts) {
      for (const row of await database.query(BEHIND, [JSON.stringify(accounts)])) {
        const sync = number(row, "sync");
        while (await database.transaction((inside) => followSome(inside, sync))) await nextTurn();
      }
    },
    async holders(accounts, values) {
      const given = [JSON.stringify(accounts), toArray(values), HOLDERS_OF_AN_ACCOUNT];
      const found = new Map<string, FleetRecord[]>(values.map((value) => [value, []]));
      for (const row of await database.query(HOLDERS, given))
        found.get(text(row, "value"))?.push(toFleetRecord(row));
      return found;
    },
  };
}

/** False once all changes were followed. */
async function followSome(inside: Queryable, sync: number): Promise<boolean> {
  const { through } = firstRow(await inside.query(LOCK, [sync]));
  const changes = await inside.query(CHANGED, [sync, String(through), CHANGES_AT_ONCE]);
  const last = changes.at(-1);
  if (!last) return false;
  const ids = toArray([...new Set(changes.map((row) => text(row, "id")))]);
  const records = await inside.query(RECORDS, [sync, ids]);
  const identifiers = records.flatMap((row) => {
    const record: Device = { ...Object(JSON.parse(text(row, "record"))), id: text(row, "id") };
    return identifierValues(record).map((value) => ({ id: record.id, value }));
  });
  await inside.query("delete from gateway_fleet_identifier where sync = $1 and id = any ($2::text::text[])", [
    ...[sync, ids],
  ]);
  await inside.query(ADD, [
    ...[sync, toArray(identifiers.map(({ value }) => value)), toArray(identifiers.map(({ id }) => id))],
  ]);
  await inside.query("update gateway_fleet_identified set through = $2::bigint where sync = $1", [
    ...[sync, text(last, "seq")],
  ]);
  return changes.length === CHANGES_AT_ONCE;
}

/** The latest change of each list is at an end of two indexes. */
const BEHIND = `
  select list.id as sync from gateway_fleet_sync as list left join gateway_fleet_identified as done on done.sync = list.id
  where account in (select jsonb_array_elements_text($1::text::jsonb)) and resource = 'devices' and coalesce(through, 0) < greatest(
    (select max(seq) from gateway_fleet_change where sync = list.id),
    (select max(created_seq) from gateway_fleet_record where sync = list.id))`;

const LOCK = `
  insert into gateway_fleet_identified as done (sync, through) values ($1, 0)
  on conflict (sync) do update set through = done.through returning through::text as through`;

const CHANGED = `
  select seq::text as seq, id from (
    (select seq, id from gateway_fleet_change where sync = $1 and seq > $2::bigint order by seq limit $3)
    union all
    (select created_seq, id from gateway_fleet_record where sync = $1 and created_seq > $2::bigint order by created_seq limit $3)
  ) as change order by change.seq limit $3`;

const RECORDS = `
  select record.id, record.record from unnest($2::text::text[]) as wanted (id) cross join lateral (
    select id, record from gateway_fleet_record where sync = $1 and id = wanted.id offset 0) as record`;

const ADD = `
  insert into gateway_fleet_identifier (sync, value, id)
  select distinct $1::integer, value, id from unnest($2::text::text[], $3::text::text[]) as item (value, id)`;

const HOLDERS = `
  select wanted.value, list.account, list.resource, record.id, record.record, record.first_seen_at, record.changed_at,
    state.volatile, state.missing_since
  from gateway_fleet_sync as list cross join unnest($2::text::text[]) as wanted (value)
    cross join lateral (
      select id from gateway_fleet_identifier where sync = list.id and value = wanted.value order by id limit $3) as holder
    cross join lateral (select * from gateway_fleet_record where sync = list.id and id = holder.id offset 0) as record
    cross join lateral (select * from gateway_fleet_state where sync = list.id and id = holder.id offset 0) as state
  where list.account in (select jsonb_array_elements_text($1::text::jsonb)) and list.resource = 'devices'
    and state.missing_since is null`;
