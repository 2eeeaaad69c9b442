import { beforeEach, describe, expect, test } from "vitest";
import type { Value } from "../../database/database.ts";
import { migrate } from "../../database/migrate.ts";
import { migrations } from "../../database/migrations/index.ts";
import { describeDatabases, freshStore, sealerOf } from "../../fixtures/databases.ts";
import { addAccount, addNightlySync } from "../../fixtures/fleet/stored-account.ts";
import { createStore } from "../open-store.ts";
import type { Store } from "../store.ts";
import { FEED } from "./changes.ts";
import { RECORD_SORTS, type RecordQuery } from "./fleet-record.ts";
import { LOOKED_AT, recordsStatement } from "./records.ts";

const RECORDS = 2000;
/** Accounts without a list: what is looked at is divided by all that are asked for. */
const OTHERS = ["w", "x", "y", "z"];
const EACH = LOOKED_AT / 5;

describeDatabases("stored records", (db) => {
  let store: Store;
  let account: string;

  describe("of a large list", () => {
    beforeEach(async () => {
      ({ store } = await freshStore(db));
      account = await addAccount(store);
      const sync = await addNightlySync(store, account);
      await db.database.query(FILL, [sync, RECORDS]);
    });

    const all = (query: Partial<RecordQuery>): RecordQuery => ({
      ...{ accounts: [account, ...OTHERS], resource: "devices", sort: "id", descending: false, limit: 10 },
      ...query,
    });

    /** Rows of the large tables that one page reads. */
    const rowsRead = (query: Partial<RecordQuery>) => rowsOf(recordsStatement(all(query)));
    async function rowsOf({ sql, values }: { sql: string; values: Value[] }): Promise<number> {
      const [row] = await db.database.query(`explain (analyze, format json) ${sql}`, values);
      return countRows(row?.["QUERY PLAN"]);
    }

    test("are read from an index, as many as a page has", async () => {
      const queries: Partial<RecordQuery>[] = [
        ...RECORD_SORTS.map((sort) => ({ sort })),
        ...RECORD_SORTS.map((sort) => ({ sort, descending: true })),
        { equal: { serial_number: "S1500" }, sort: "name" },
        { equal: { name: "Device 01500" }, sort: "changed_at" },
        { changedSince: "2026-01-01T00:30:00Z", sort: "changed_at" },
      ];
      for (const query of queries) expect([query, await rowsRead(query)]).toEqual([query, atMost(3 * 12)]);
    });

    test("are read from an index by the feed, too", async () => {
      for (const after of [0, RECORDS / 2])
        for (const kinds of [null, '["created"]', '["missing"]'])
          expect(
            await rowsOf({ sql: FEED, values: [after, JSON.stringify([account]), "devices", kinds, 10] }),
          ).toEqual(atMost(3 * 12));
    });

    test("are looked at in part for a page that few of them match", async () => {
      const queries: Partial<RecordQuery>[] = [
        { equal: { platform: "none" }, sort: "name" },
        { missing: true, sort: "first_seen_at" },
        { changedSince: "2027-01-01T00:00:00Z", sort: "name" },
      ];
      for (const query of queries) {
        expect([query, await rowsRead(query)]).toEqual([query, atMost(3 * EACH)]);
        const page = await store.fleet.records.list(all(query));
        expect(page).toMatchObject({ records: [], next: { sync: expect.any(Number) } });
      }
    });

    test("are found, each once and in order, on pages that are not full", async () => {
      const inOrder = Array.from(
        { length: 5 },
        (_, index) => `d${String(400 * (index + 1)).padStart(5, "0")}`,
      );
      for (const sort of RECORD_SORTS)
        for (const descending of [false, true]) {
          const query = all({ equal: { platform: "ios" }, sort, descending, limit: 3 });
          const found: string[] = [];
          for (let after: RecordQuery["after"] | null; after !== null; ) {
            const { records, next } = await store.fleet.records.list({ ...query, after });
            found.push(...records.map(({ id }) => id));
            after = next;
          }
          expect([sort, found]).toEqual([sort, descending ? inOrder.toReversed() : inOrder]);
        }
    });
  });

  test("of an earlier release keep their values, their history and their place in the feed", async () => {
    const before = migrations.findIndex(({ id }) => id === "0011-fleet-speed");
    await migrate(db.database, migrations.slice(0, before));
    store = createStore({ database: db.database, sealer: sealerOf("a"), now: Date.now });
    account = await addAccount(store);
    await addNightlySync(store, account);
    await db.database.run(EARLIER);
    await migrate(db.database, migrations);
    const query = { accounts: [account], resource: "devices", sort: "name", descending: false } as const;
    const { records } = await store.fleet.records.list({
      ...query,
      equal: { serial_number: "S1" },
      limit: 5,
    });
    expect(records).toMatchObject([{ id: "a", record: { id: "a", name: "One", serial_number: "S1" } }]);
    const changes = await store.fleet.changes.list({ after: 0, accounts: [account], limit: 9 });
    expect(changes).toMatchObject([
      { seq: 1, id: "a", kind: "created", origin: "diff", walk: 7 },
      { seq: 2, id: "a", kind: "updated", walk: 8 },
    ]);
  });
});

const atMost = (most: number) => expect.toSatisfy((rows: number) => rows <= most, `at most ${most}`);

/** Every four hundredth has another platform. None is missing. */
const FILL = `
  with filled as (select lpad(number::text, 5, '0') as at, number from generate_series(1, $2::integer) as number), state as (
    insert into gateway_fleet_state (sync, id, hash, volatile_hash) select $1::integer, 'd' || at, 1, 1 from filled)
  insert into gateway_fleet_record (sync, id, record, name, serial_number, created_seq, first_seen_at, changed_at)
  select $1::integer, 'd' || at, format('{"id":"d%s","platform":"%s"}', at, case when number % 400 = 0 then 'ios' else 'macos' end),
    'Device ' || at, 'S' || number, number, timestamptz '2026-01-01Z', timestamptz '2026-01-01Z' + number * interval '1 second'
  from filled`;

const EARLIER = `
  insert into gateway_fleet_record (sync, id, record, created_seq, first_seen_at, changed_at)
    select id, 'a', '{"id": "a", "name": "One", "serial_number": "S1"}', 1, now(), now() from gateway_fleet_sync;
  insert into gateway_fleet_state (sync, id, hash, volatile_hash, volatile) select id, 'a', 'x', 'y', '{}' from gateway_fleet_sync;
  insert into gateway_fleet_change (seq, sync, walk, id, kind, origin, at, fields)
    select 1, id, 7, 'a', 'created', 'diff', now(), null from gateway_fleet_sync
    union all select 2, id, 8, 'a', 'updated', 'diff', now(), '{}'::jsonb from gateway_fleet_sync;
  update gateway_fleet_feed set last = 2`;

const TABLES: readonly unknown[] = ["gateway_fleet_record", "gateway_fleet_state"];

function countRows(plan: unknown): number {
  if (Array.isArray(plan)) return plan.reduce((sum: number, part) => sum + countRows(part), 0);
  if (typeof plan !== "object" || plan === null) return 0;
  const node: Record<string, unknown> = { ...plan };
  const each = Number(node["Actual Rows"]) + Number(node["Rows Removed by Filter"] ?? 0);
  const own = TABLES.includes(node["Relation Name"]) ? each * Number(node["Actual Loops"]) : 0;
  return own + countRows(node.Plan) + countRows(node.Plans);
}
