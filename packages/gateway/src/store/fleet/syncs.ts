import type { Database, Row } from "../../database/database.ts";
import { number, oneOf, text, textOrNull, time, timeOrNull } from "../../database/row.ts";
import { type Clock, timeAt } from "../clock.ts";
import { FLEET_RESOURCES, LIST_WALK_KINDS, type Sync, type SyncStore } from "./sync.ts";

export const SYNC_COLUMNS = `
  id, account, resource, full_schedule, incremental_schedule, paused, requested, keeps_enrollments, read_through, created_at`;

export function createSyncStore({ database, now }: { database: Database; now: Clock }): SyncStore {
  return {
    async add({ account, resource, fullSchedule, incrementalSchedule }) {
      const rows = await database.query(ADD, [
        account,
        resource,
        fullSchedule,
        incrementalSchedule,
        timeAt(now()),
      ]);
      return rows.map(toSync)[0];
    },
    async get(id) {
      const rows = await database.query(`select ${SYNC_COLUMNS} from gateway_fleet_sync where id = $1`, [id]);
      return rows.map(toSync)[0];
    },
    async list() {
      return (await database.query(`select ${SYNC_COLUMNS} from gateway_fleet_sync order by id`)).map(toSync);
    },
    async update(id, { fullSchedule = null, incrementalSchedule, paused = null }) {
      const values = [
        id,
        fullSchedule,
        incrementalSchedule ?? null,
        incrementalSchedule !== undefined,
        paused,
      ];
      return (await database.query(UPDATE, values)).map(toSync)[0];
    },
    async request(id, kind) {
      const rows = await database.query(REQUEST, [id, kind]);
      return rows.length > 0;
    },
    takeRequests: (queue) =>
      database.transaction(async (inside) => {
        for (const row of await inside.query(TAKE_REQUESTS))
          await queue(inside, number(row, "id"), oneOf(row, "kind", LIST_WALK_KINDS));
      }),
    async remove(id) {
      const rows = await database.query("delete from gateway_fleet_sync where id = $1 returning id", [id]);
      return rows.length > 0;
    },
  };
}

const ADD = `
  insert into gateway_fleet_sync (account, resource, full_schedule, incremental_schedule, requested, created_at)
  values ($1, $2, $3, $4, 'full', $5) on conflict (account, resource) do nothing returning ${SYNC_COLUMNS}`;

const UPDATE = `
  update gateway_fleet_sync set full_schedule = coalesce($2, full_schedule), paused = coalesce($5, paused),
    incremental_schedule = case when $4::boolean then $3 else incremental_schedule end
  where id = $1 returning ${SYNC_COLUMNS}`;

const REQUEST = `
  update gateway_fleet_sync set requested = $2 where id = $1 and requested is null and not paused returning id`;

const TAKE_REQUESTS = `
  with taken as (
    select id, requested from gateway_fleet_sync where requested is not null and not paused for update skip locked)
  update gateway_fleet_sync as sync set requested = null from taken where sync.id = taken.id
  returning sync.id, taken.requested as kind`;

export function toSync(row: Row): Sync {
  return {
    id: number(row, "id"),
    account: text(row, "account"),
    resource: oneOf(row, "resource", FLEET_RESOURCES),
    fullSchedule: text(row, "full_schedule"),
    incrementalSchedule: textOrNull(row, "incremental_schedule"),
    paused: row.paused === true,
    requested: row.requested === null ? null : oneOf(row, "requested", LIST_WALK_KINDS),
    keepsEnrollments: row.keeps_enrollments === true,
    readThrough: timeOrNull(row, "read_through"),
    createdAt: time(row, "created_at"),
  };
}
