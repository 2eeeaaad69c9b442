import { VOLATILE_FIELDS } from "@mdmkit/unified";
import type { Database, Row } from "../../database/database.ts";
import { number, oneOf, text, textOrNull, time, timeOrNull } from "../../database/row.ts";
import { StoreError } from "../../errors/store-error.ts";
import type { FleetRecord, RecordPosition, RecordQuery, RecordSort, RecordStore } from "./fleet-record.ts";
import { INDEXED, indexed } from "./list-text.ts";
import { FLEET_RESOURCES } from "./sync.ts";

export function createRecordStore({ database }: { database: Database }): RecordStore {
  return {
    async list(query) {
      const { limit } = query;
      const { sql, values } = recordsStatement(query);
      const rows = await database.query(sql, values);
      const found = rows.filter(({ id }) => id !== null);
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      return { records: page.map(toFleetRecord), next: last ? positionOf(last) : readThrough(rows) };
    },
  };
}

/** Records that are looked at for one page, unless that is fewer than two of each list. */
export const LOOKED_AT = 5000;

/** By its `column`; `index` is what follows the list in an index. */
const SORTED_BY = {
  id: { column: "id", index: ["id"], type: "text" },
  name: { column: "name", index: ["name", "id"], type: "text" },
  changed_at: { column: "changed_at", index: ["changed_at", "id"], type: "timestamptz" },
  first_seen_at: { column: "created_seq", index: ["created_seq"], type: "bigint" },
} as const satisfies Record<RecordSort, { column: string; index: readonly string[]; type: string }>;

/** By these, the few records that have a value are found in an index. */
const NARROWING: Readonly<Record<string, string>> = { name: "name", serial_number: "serial_number" };

/**
 * Each list of an account is read in the order of an index, from the position on. If there are filters, no more than `LOOKED_AT` records
 * are looked at: the page then ends where the first of the lists was left, whether or not it is full.
 */
export function recordsStatement(query: RecordQuery) {
  const { accounts, resource, id, equal = {}, missing, changedSince, sort, descending, after, limit } = query;
  const values: (string | number)[] = [];
  const value = (given: string | number): string => `$${values.push(given)}`;
  const { column, index, type } = SORTED_BY[sort];
  const [direction, beyond] = descending ? ["desc", "<"] : ["asc", ">"];
  const start = after && {
    sorted: `${value(after.value)}::${type}`,
    id: `${value(after.id)}::text`,
    sync: `${value(after.sync)}::integer`,
  };
  const narrow: string[] = [];
  const matches: string[] = [];
  if (id !== undefined) narrow.push(`id = ${value(id)}`);
  for (const [name, wanted] of Object.entries(equal)) {
    const own = NARROWING[name];
    if (own) narrow.push(`${own} = ${value(indexed(wanted))}`);
    if (!own || wanted.length >= INDEXED)
      matches.push(`record::json->>${value(name)}::text = ${value(wanted)}`);
  }
  const since = changedSince === undefined ? undefined : `${value(changedSince)}::timestamptz`;
  if (since && (sort !== "changed_at" || narrow.length > 0)) matches.push(`changed_at >= ${since}`);
  if (missing !== undefined)
    matches.push(`(select missing_since is ${missing ? "not null" : "null"} from gateway_fleet_state as state
      where state.sync = record.sync and state.id = record.id)`);

  const least = limit + 2;
  const most = matches.length === 0 ? least : Math.max(least, Math.floor(LOOKED_AT / accounts.length));
  // Ranges of an index that begins with the list. A database that has not counted its rows would take a list to be small, and sort it.
  const from = start && index.map((name) => (name === column ? start.sorted : start.id));
  const range = [from ? `(sync, ${index}) ${beyond}= (list.id, ${from})` : `sync ${beyond}= list.id`];
  if (since && sort === "changed_at") range.push(`(sync, changed_at) >= (list.id, ${since})`);
  const ordered = ["sync", ...index].map((name) => `${name} ${direction}`);
  const records =
    narrow.length > 0
      ? `select * from gateway_fleet_record where ${["sync = list.id", ...narrow].join(" and ")}`
      : `select * from gateway_fleet_record where ${range.join(" and ")} order by ${ordered} limit ${value(most)}`;
  const isFull = narrow.length > 0 ? "false" : `position = ${value(most)}::bigint`;

  const inOrder = `order by sorted ${direction}, id ${direction}, sync ${direction}`;
  const sql = `
    with list as (
      select id, account from gateway_fleet_sync
      where account in (select jsonb_array_elements_text(${value(JSON.stringify(accounts))}::text::jsonb))
        and resource = ${value(resource)}
    ), looked_at as materialized (
      select list.account, record.* from list cross join lateral (
        select sync, id, ${column} as sorted, ${matches.join(" and ") || "true"} as matches
        from (${records}) as record where sync = list.id) as record
    ), left_at as (
      select sorted, id, sync from (
        select *, row_number() over (partition by sync ${inOrder}) as position from looked_at) as ranked
      where ${isFull} ${inOrder} limit 1
    ), page as (
      select * from looked_at
      where matches ${start ? `and (sorted, id, sync) ${beyond} (${start.sorted}, ${start.id}, ${start.sync})` : ""}
        and not exists (select from left_at where (looked_at.sorted, looked_at.id, looked_at.sync)
          ${beyond} (left_at.sorted, left_at.id, left_at.sync))
      ${inOrder} limit ${value(limit + 1)}
    )
    select page.account, page.sync, page.id, ${asText("page.sorted", type)} as sorted, record.*, ${value(resource)}::text as resource,
      ${asText("left_at.sorted", type)} as left_sorted, left_at.id as left_id, left_at.sync as left_sync
    from (select) as always left join page on true left join left_at on true left join lateral (
      select record.record, state.volatile, record.first_seen_at, record.changed_at, state.missing_since
      from gateway_fleet_record as record
        cross join lateral (select * from gateway_fleet_state where sync = record.sync and id = record.id offset 0) as state
      where record.sync = page.sync and record.id = page.id offset 0) as record on true
    order by page.sorted ${direction}, page.id ${direction}, page.sync ${direction}`;
  return { sql, values };
}

/** Times as texts with all their digits. */
const asText = (column: string, type: string): string =>
  type === "timestamptz"
    ? `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
    : `${column}::text`;

const positionOf = (row: Row): RecordPosition => ({
  value: text(row, "sorted"),
  sync: number(row, "sync"),
  id: text(row, "id"),
});

/** Where a page ends that is not the last one, although it is not full. */
function readThrough([row]: readonly Row[]): RecordPosition | null {
  if (!row || row.left_id === null) return null;
  return { value: text(row, "left_sorted"), sync: number(row, "left_sync"), id: text(row, "left_id") };
}

export function toFleetRecord(row: Row): FleetRecord {
  const record: unknown = JSON.parse(text(row, "record"));
  if (!isStored(record))
    throw new StoreError("broken", "The database contains an unexpected value in record.");
  const volatile = textOrNull(row, "volatile");
  return {
    account: text(row, "account"),
    resource: oneOf(row, "resource", FLEET_RESOURCES),
    id: text(row, "id"),
    record: volatile === null ? record : withVolatile(record, Object(JSON.parse(volatile))),
    firstSeenAt: time(row, "first_seen_at"),
    changedAt: time(row, "changed_at"),
    missingSince: timeOrNull(row, "missing_since"),
  };
}

const VOLATILE: ReadonlySet<string> = new Set(VOLATILE_FIELDS);

/** The record with the volatile fields of now, in place of those from when it changed. */
function withVolatile({ id, ...record }: FleetRecord["record"], volatile: object): FleetRecord["record"] {
  const kept = Object.entries(record).filter(([name]) => !VOLATILE.has(name));
  return { id, ...Object.fromEntries(kept), ...volatile };
}

const isStored = (value: unknown): value is FleetRecord["record"] =>
  typeof value === "object" && value !== null && "id" in value && typeof value.id === "string";
