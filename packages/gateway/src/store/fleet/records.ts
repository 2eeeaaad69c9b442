import type { Database, Row } from "../../database/database.ts";
import { number, oneOf, text, time, timeOrNull } from "../../database/row.ts";
import { StoreError } from "../../errors/store-error.ts";
import {
  FLEET_RESOURCES,
  type FleetRecord,
  type RecordPosition,
  type RecordQuery,
  type RecordSort,
  type RecordStore,
} from "./fleet-store.ts";

export function createRecordStore({ database }: { database: Database }): RecordStore {
  return {
    async list(query) {
      const { limit } = query;
      const { sql, values } = statementFor({ ...query, limit: limit + 1 });
      const rows = await database.query(sql, values);
      const page = rows.slice(0, limit);
      const last = rows.length > limit ? page.at(-1) : undefined;
      return { records: page.map(toFleetRecord), next: last ? positionOf(last) : null };
    },
  };
}

/** As texts, whose order is that of the values; a position in a list is one of them. */
const SORTED_BY: Readonly<Record<RecordSort, string>> = {
  id: "record.id",
  name: `coalesce(record.record->>'name', '') collate "C"`,
  changed_at: timeText("record.changed_at"),
  first_seen_at: timeText("record.first_seen_at"),
};

function timeText(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') collate "C"`;
}

function statementFor(query: RecordQuery) {
  const { accounts, resource, id, equal = {}, missing, changedSince, sort, descending, after, limit } = query;
  const values: (string | number)[] = [];
  const value = (given: string | number): string => `$${values.push(given)}`;
  const sorted = SORTED_BY[sort];
  const [direction, beyond] = descending ? ["desc", "<"] : ["asc", ">"];
  const conditions = [
    `sync.account in (select jsonb_array_elements_text(${value(JSON.stringify(accounts))}::text::jsonb))`,
    `sync.resource = ${value(resource)}`,
  ];
  if (id !== undefined) conditions.push(`record.id = ${value(id)}`);
  for (const [name, wanted] of Object.entries(equal))
    conditions.push(`record.record->>${value(name)}::text = ${value(wanted)}`);
  if (missing !== undefined) conditions.push(`state.missing_since is ${missing ? "not null" : "null"}`);
  if (changedSince !== undefined) conditions.push(`record.changed_at >= ${value(changedSince)}::timestamptz`);
  if (after)
    conditions.push(
      `(${sorted}, record.sync, record.id) ${beyond} (${value(after.value)}::text, ${value(after.sync)}::integer, ${value(after.id)}::text)`,
    );
  const sql = `
    select sync.account, sync.resource, record.sync, record.id, record.record || state.volatile as record, record.first_seen_at,
      record.changed_at, state.missing_since, ${sorted} as sorted
    from gateway_fleet_record as record
      join gateway_fleet_state as state on state.sync = record.sync and state.id = record.id
      join gateway_fleet_sync as sync on sync.id = record.sync
    where ${conditions.join(" and ")}
    order by ${sorted} ${direction}, record.sync ${direction}, record.id ${direction} limit ${value(limit)}`;
  return { sql, values };
}

const positionOf = (row: Row): RecordPosition => ({
  value: text(row, "sorted"),
  sync: number(row, "sync"),
  id: text(row, "id"),
});

function toFleetRecord(row: Row): FleetRecord {
  const { record } = row;
  if (!isStored(record))
    throw new StoreError("broken", "The database contains an unexpected value in record.");
  return {
    account: text(row, "account"),
    resource: oneOf(row, "resource", FLEET_RESOURCES),
    id: text(row, "id"),
    record,
    firstSeenAt: time(row, "first_seen_at"),
    changedAt: time(row, "changed_at"),
    missingSince: timeOrNull(row, "missing_since"),
  };
}

const isStored = (value: unknown): value is FleetRecord["record"] =>
  typeof value === "object" && value !== null && "id" in value && typeof value.id === "string";
