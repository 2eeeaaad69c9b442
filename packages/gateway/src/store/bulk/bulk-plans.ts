import { randomUUID } from "node:crypto";
import type { BulkDevice, BulkLeftOut } from "@mdmkit/unified";
import type { Database, Queryable } from "../../database/database.ts";
import { firstRow, number } from "../../database/row.ts";
import { StoreError } from "../../errors/store-error.ts";
import type { Sealer } from "../../secrets/sealer.ts";
import { type Clock, timeAt } from "../clock.ts";
import { planBinding, sealDevice, toEntries, toPlan, toStoredBulk, toStoredDevice } from "./bulk-rows.ts";
import type { BulkClaim, BulkStore, StoredBulk, StoredDevice } from "./bulk-store.ts";

const KEEP_MS = 30 * 24 * 60 * 60_000;
/** A process that does not renew a plan for this long counts as dead. If it is not, it cannot send anything more either. */
export const LEASE_MS = 30_000;
const ROWS_AT_ONCE = 1000;
const ALL = 2_147_483_647;

type Options = { readonly database: Database; readonly sealer: Sealer; readonly now: Clock };

export function createBulkStore({ database, sealer, now }: Options): BulkStore {
  const at = (milliseconds = 0) => timeAt(now() + milliseconds);

  async function get(id: string): Promise<StoredBulk | undefined> {
    const [row] = await database.query(`${SELECT} where id = $2`, [at(), id]);
    return row && toStoredBulk(row, sealer);
  }

  async function devicesOf(inside: Queryable, id: string, query: DeviceQuery): Promise<StoredDevice[]> {
    const { outcome = null, after = -1, limit } = query;
    const rows = await inside.query(DEVICES, [id, at(), outcome, after, limit]);
    return rows.map((row) => toStoredDevice(row, id, sealer));
  }

  async function addDevices(inside: Queryable, id: string, all: readonly Planned[]): Promise<void> {
    for (let start = 0; start < all.length; start += ROWS_AT_ONCE) {
      const rows = all.slice(start, start + ROWS_AT_ONCE).map((device, index) => {
        const position = start + index;
        const outcome = "reason" in device ? "left_out" : "pending";
        return [position, outcome, sealDevice(sealer, { id, position }, { device })];
      });
      await inside.query(ADD_DEVICES, [id, JSON.stringify(rows)]);
    }
  }

  return {
    get,
    async begin({ account, action }) {
      const id = randomUUID();
      await database.query("delete from gateway_bulk where expires_at <= $1", [at()]);
      await database.query(BEGIN, [
        id,
        account.id,
        account.version,
        account.vendor,
        action,
        at(LEASE_MS),
        at(),
        at(KEEP_MS),
      ]);
      return id;
    },
    complete(id, { devices, leftOut }, summary) {
      const sealed = sealer.seal(JSON.stringify(summary), planBinding(id));
      return database.transaction(async (inside) => {
        const planned = await inside.query(PLANNED, [id, sealed, at()]);
        if (planned.length === 0) return false;
        await addDevices(inside, id, [...devices, ...leftOut]);
        return true;
      });
    },
    async fail(id, summary) {
      const sealed = sealer.seal(JSON.stringify(summary), planBinding(id));
      await database.query(FAILED, [id, sealed, at()]);
    },
    async remove(id) {
      await database.query("delete from gateway_bulk where id = $1", [id]);
    },
    async list({ accounts, before = null, limit }) {
      const rows = await database.query(LIST, [at(), JSON.stringify(accounts), before, limit]);
      return rows.map((row) => toStoredBulk(row, sealer));
    },
    devices: (id, query) => devicesOf(database, id, query),
    claim: (id) =>
      database.transaction(async (inside): Promise<BulkClaim | undefined> => {
        const [claimed] = await inside.query(CLAIM, [id, at(), at(LEASE_MS), at(KEEP_MS)]);
        if (!claimed) return undefined;
        await inside.query(SETTLE, [id]);
        const [row] = await inside.query(`${SELECT} where id = $2`, [at(), id]);
        const stored = toStoredBulk(firstRow(row ? [row] : []), sealer);
        const rows = await devicesOf(inside, id, { limit: ALL });
        const ofPlan = rows.filter(({ outcome }) => outcome !== "left_out");
        return {
          id,
          run: number(claimed, "run"),
          plan: toPlan(stored, ofPlan),
          positions: new Map(ofPlan.map(({ device, position }) => [device.id, position])),
          entries: toEntries(id, ofPlan),
        };
      }),
    async renew(id, run) {
      const [row] = await database.query(RENEW, [id, run, at(LEASE_MS)]);
      return row?.active === true;
    },
    async append({ id, run, plan, positions }, entry) {
      const position = positions.get(entry.id) ?? -1;
      if (entry.outcome === "sending") {
        const sending = await database.query(SENDING, [id, run, position]);
        if (sending.length > 0) return;
        throw new StoreError("unavailable", "The plan was cancelled, or another process runs it.");
      }
      const device = plan.devices[position];
      if (!device || entry.outcome === "skipped") return;
      const { outcome, sent, command_id, code, message } = entry;
      const content = { device, result: { command_id, code, message } };
      const sealed = sealDevice(sealer, { id, position }, content);
      await database.query(RESULT, [id, run, position, outcome, sent, sealed]);
    },
    async end({ id, run }, { status, stoppedBy }) {
      await database.query(END, [id, run, status, stoppedBy, at()]);
    },
    async cancel(id) {
      const cancelled = await database.query(CANCEL, [id, at()]);
      return cancelled.length > 0;
    },
    async releaseInterrupted() {
      await database.query("update gateway_bulk set lease_expires_at = $1 where lease_expires_at > $1", [
        at(),
      ]);
    },
  };
}

type DeviceQuery = Parameters<BulkStore["devices"]>[1];
type Planned = BulkDevice | BulkLeftOut;

const BEGIN = `
  insert into gateway_bulk (id, account, account_version, vendor, action, status, lease_expires_at,
    created_at, updated_at, expires_at)
  values ($1, $2, $3, $4, $5, 'planning', $6, $7, $7, $8)`;

/** $1 is now. A plan whose process does not renew it has failed or is interrupted, and what it was sending is unsettled. */
const SELECT = `
  select id, position::text as position, account, account_version, vendor, action, stopped_by, sealed, created_at, updated_at, expires_at,
    case when status in ('planning', 'running') and lease_expires_at <= $1::timestamptz
      then case status when 'planning' then 'failed' else 'interrupted' end else status end as status,
    (select jsonb_object_agg(outcome, count) from (
      select case when outcome = 'sending' and coalesce(lease_expires_at <= $1::timestamptz, true) then 'unsettled' else outcome end
        as outcome, count(*) as count
      from gateway_bulk_device where bulk = gateway_bulk.id group by 1) as counted) as counts
  from gateway_bulk`;

const LIST = `${SELECT}
  where account in (select jsonb_array_elements_text($2::text::jsonb)) and ($3::text is null or position < $3::text::bigint)
  order by gateway_bulk.position desc limit $4`;

const DEVICES = `
  select device.position, device.sent, device.sealed, shown.outcome
  from gateway_bulk_device as device join gateway_bulk as plan on plan.id = device.bulk, lateral (
    select case when device.outcome = 'sending' and coalesce(plan.lease_expires_at <= $2::timestamptz, true)
      then 'unsettled' else device.outcome end as outcome) as shown
  where device.bulk = $1 and ($3::text is null or shown.outcome = $3::text) and device.position > $4
  order by device.position limit $5`;

const ADD_DEVICES = `
  insert into gateway_bulk_device (bulk, position, outcome, sealed)
  select $1, (item->>0)::integer, item->>1, item->>2 from jsonb_array_elements($2::text::jsonb) as item`;

const PLANNED = `
  update gateway_bulk set status = 'planned', sealed = $2, lease_expires_at = null, updated_at = $3
  where id = $1 and status = 'planning' returning id`;

const FAILED = `
  update gateway_bulk set status = 'failed', sealed = $2, lease_expires_at = null, updated_at = $3
  where id = $1 and status = 'planning'`;

const CLAIM = `
  update gateway_bulk set status = 'running', stopped_by = null, run = run + 1, updated_at = $2, lease_expires_at = $3, expires_at = $4
  where id = $1 and (status in ('planned', 'stopped', 'finished') or (status = 'running' and lease_expires_at <= $2))
  returning run`;

/** A process that is not dead after all can still store what became of a device that it was sending the action. */
const SETTLE = "update gateway_bulk_device set outcome = 'unsettled' where bulk = $1 and outcome = 'sending'";

const RENEW = `
  update gateway_bulk set lease_expires_at = $3 where id = $1 and run = $2 and lease_expires_at is not null
  returning status in ('planning', 'running') as active`;

/** The lock on the plan lets a claim wait for this, and this for a claim. */
const SENDING = `
  with own as (select id from gateway_bulk where id = $1 and run = $2 and status = 'running' for share)
  update gateway_bulk_device set outcome = 'sending', sent = true, run = $2
  where bulk = $1 and position = $3 and not sent and outcome in ('pending', 'failed') and exists (select from own)
  returning position`;

/** By the run that sent it, or by the latest one if none did. */
const RESULT = `
  update gateway_bulk_device set outcome = $4, sent = $5, run = $2, sealed = $6
  where bulk = $1 and position = $3 and (run = $2 or (not sent and exists (
    select from gateway_bulk where id = $1 and gateway_bulk.run = $2)))`;

const END = `
  update gateway_bulk set lease_expires_at = null, updated_at = $5,
    status = case status when 'running' then $3 else status end, stopped_by = case status when 'running' then $4 end
  where id = $1 and run = $2`;

const CANCEL = `
  update gateway_bulk set status = 'cancelled', stopped_by = null, updated_at = $2
  where id = $1 and status in ('planning', 'planned', 'running', 'stopped') returning id`;
