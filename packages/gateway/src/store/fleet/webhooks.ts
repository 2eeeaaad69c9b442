import { randomBytes, randomUUID } from "node:crypto";
import type { Database, Row } from "../../database/database.ts";
import { number, oneOf, text, textOrNull, texts, time, timeOrNull } from "../../database/row.ts";
import { StoreError } from "../../errors/store-error.ts";
import type { Sealer } from "../../secrets/sealer.ts";
import { type Clock, timeAt } from "../clock.ts";
import { CHANGE_KINDS } from "./change.ts";
import type { Webhook, WebhookStore } from "./webhook.ts";

const SECRET_BYTES = 32;
const COLUMNS = `
  id, target_url, accounts, kinds, is_active, position::text as position, through::text as through, attempts, retry_at, problem,
  delivered_at, created_at`;

type Options = { readonly database: Database; readonly sealer: Sealer; readonly now: Clock };
type Secret = { readonly secret: string; readonly until: number | null };

/** Binds the secrets to their row. */
export const webhookBinding = (id: string): string => `webhook ${id}`;

export function createWebhookStore({ database, sealer, now }: Options): WebhookStore {
  const seal = (id: string, secrets: readonly Secret[]) =>
    sealer.seal(JSON.stringify(secrets), webhookBinding(id));

  async function secretsOf(id: string): Promise<Secret[]> {
    const [row] = await database.query("select sealed from gateway_fleet_webhook where id = $1", [id]);
    const known = row ? toSecrets(sealer.open(text(row, "sealed"), webhookBinding(id))) : [];
    return known.filter(({ until }) => until === null || until > now());
  }

  return {
    async add({ targetUrl, accounts, kinds, position }) {
      const id = randomUUID();
      const secret = newSecret();
      const rows = await database.query(ADD, [
        ...[id, targetUrl, seal(id, [{ secret, until: null }]), accounts && JSON.stringify(accounts)],
        ...[kinds && JSON.stringify(kinds), position, timeAt(now())],
      ]);
      const [webhook] = rows.map(toWebhook);
      if (!webhook) throw new StoreError("broken", "The webhook was not stored.");
      return { webhook, secret };
    },
    async get(id) {
      const rows = await database.query(`select ${COLUMNS} from gateway_fleet_webhook where id = $1`, [id]);
      return rows.map(toWebhook)[0];
    },
    async list() {
      const rows = await database.query(
        `select ${COLUMNS} from gateway_fleet_webhook order by created_at, id`,
      );
      return rows.map(toWebhook);
    },
    async due() {
      const rows = await database.query(DUE, [timeAt(now())]);
      return rows.map((row) => text(row, "id"));
    },
    async update(id, { targetUrl = null, isActive = null, position = null }) {
      return (await database.query(UPDATE, [id, targetUrl, isActive, position])).map(toWebhook)[0];
    },
    async remove(id) {
      const rows = await database.query("delete from gateway_fleet_webhook where id = $1 returning id", [id]);
      return rows.length > 0;
    },
    async secrets(id) {
      return (await secretsOf(id)).map(({ secret }) => secret);
    },
    async rotateSecret(id, oldForMs) {
      const secret = newSecret();
      const old = (await secretsOf(id)).slice(0, 1).map((one) => ({ ...one, until: now() + oldForMs }));
      const sealed = seal(id, [{ secret, until: null }, ...old]);
      const rows = await database.query(
        "update gateway_fleet_webhook set sealed = $2 where id = $1 returning id",
        [...[id, sealed]],
      );
      return rows.length > 0 ? secret : undefined;
    },
    async begin(id, { position, through }) {
      const rows = await database.query(BEGIN, [id, position, through]);
      return rows.length > 0;
    },
    async delivered(id, { position, through }) {
      const rows = await database.query(DELIVERED, [id, position, through, timeAt(now())]);
      return rows.length > 0;
    },
    async failed(id, { position, problem, retryInMs }) {
      const retryAt = retryInMs === null ? null : timeAt(now() + retryInMs);
      await database.query(FAILED, [id, position, problem, retryAt]);
    },
  };
}

const newSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`;

const ADD = `
  insert into gateway_fleet_webhook (id, target_url, sealed, accounts, kinds, position, created_at)
  values ($1, $2, $3, $4::text::jsonb, $5::text::jsonb, $6::bigint, $7) returning ${COLUMNS}`;

const DUE = `
  select id from gateway_fleet_webhook where is_active and position <> (select last from gateway_fleet_feed)
    and (retry_at is null or retry_at <= $1)`;

/** A change of any of these begins anew, with the message that comes then. */
const UPDATE = `
  update gateway_fleet_webhook set target_url = coalesce($2, target_url), is_active = coalesce($3, is_active),
    position = coalesce($4::bigint, position), attempts = 0, retry_at = null, problem = null,
    through = case when $4::bigint is null then through end
  where id = $1 returning ${COLUMNS}`;

/** The position is a fence: a process that slept changes nothing once another has gone on. */
const BEGIN = `
  update gateway_fleet_webhook set through = $3::bigint where id = $1 and position = $2::bigint and is_active returning id`;

const DELIVERED = `
  update gateway_fleet_webhook set position = $3::bigint, through = null, attempts = 0, retry_at = null, problem = null,
    delivered_at = $4
  where id = $1 and position = $2::bigint returning id`;

const FAILED = `
  update gateway_fleet_webhook set attempts = attempts + 1, problem = $3, retry_at = $4::timestamptz,
    is_active = is_active and $4::timestamptz is not null
  where id = $1 and position = $2::bigint`;

function toWebhook(row: Row): Webhook {
  const through = textOrNull(row, "through");
  return {
    id: text(row, "id"),
    targetUrl: text(row, "target_url"),
    accounts: row.accounts === null ? null : texts(row, "accounts"),
    kinds:
      row.kinds === null ? null : texts(row, "kinds").map((kind) => oneOf({ kind }, "kind", CHANGE_KINDS)),
    isActive: row.is_active === true,
    position: Number(text(row, "position")),
    through: through === null ? null : Number(through),
    attempts: number(row, "attempts"),
    retryAt: timeOrNull(row, "retry_at"),
    problem: textOrNull(row, "problem"),
    deliveredAt: timeOrNull(row, "delivered_at"),
    createdAt: time(row, "created_at"),
  };
}

function toSecrets(json: string): Secret[] {
  const value: unknown = JSON.parse(json);
  const isSecret = (one: unknown): one is Secret =>
    typeof one === "object" &&
    one !== null &&
    "secret" in one &&
    typeof one.secret === "string" &&
    "until" in one;
  if (Array.isArray(value) && value.every(isSecret)) return value;
  throw new StoreError("broken", "Stored secrets of a webhook are invalid.");
}
