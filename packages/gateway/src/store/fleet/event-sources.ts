import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import type { Database, Row } from "../../database/database.ts";
import { firstRow, number, oneOf, text, textOrNull, time, timeOrNull } from "../../database/row.ts";
import { type Clock, timeAt } from "../clock.ts";

const EVENT_SOURCE_KINDS = ["webhook", "poll"] as const;
type EventSourceKind = (typeof EVENT_SOURCE_KINDS)[number];

/** How events of an account are learned of: the vendor sends them, or its log is read. */
export type EventSource = {
  /** UUID. */
  readonly id: string;
  readonly account: string;
  readonly kind: EventSourceKind;
  /** Where to continue in the vendor's log; null before the first read, and for a webhook. */
  readonly position: string | null;
  /** Events about stored lists so far. */
  readonly events: number;
  /** When the latest of them came. */
  readonly eventAt: string | null;
  /** Why the log could not be read, or where it had a gap; null if all is well. */
  readonly problem: string | null;
  readonly createdAt: string;
};

export type EventSourceStore = {
  /** The secret is returned only once; a log has none. */
  add(account: string, kind: EventSourceKind): Promise<{ source: EventSource; secret: string | null }>;
  get(id: string): Promise<EventSource | undefined>;
  list(): Promise<EventSource[]>;
  remove(id: string): Promise<boolean>;
  /** A new secret; the one before is valid for a while. Undefined if there is no webhook of this id. */
  rotateSecret(id: string, oldForMs: number): Promise<string | undefined>;
  /** The webhook, if this is its secret, or one that was replaced recently. */
  authenticate(id: string, secret: string): Promise<EventSource | undefined>;
  /** Counts what a webhook received. */
  received(id: string, events: number): Promise<void>;
  /** Ids of logs that are to be read now; each is due again only after a while. */
  takeDue(againInMs: number): Promise<string[]>;
  /** False if the position is no longer the one before. */
  polled(
    id: string,
    read: {
      readonly before: string | null;
      readonly position: string | null;
      readonly events: number;
      readonly problem: string | null;
    },
  ): Promise<boolean>;
};

const SECRET_BYTES = 32;
const COLUMNS = "id, account, kind, position, events, event_at, problem, created_at";

type Secret = { readonly hash: string; readonly until: number | null };

export function createEventSourceStore({
  database,
  now,
}: {
  database: Database;
  now: Clock;
}): EventSourceStore {
  async function secretsOf(id: string): Promise<Secret[]> {
    const [row] = await database.query(
      "select secrets from gateway_fleet_event_source where id = $1 and kind = 'webhook'",
      [id],
    );
    return row ? toSecrets(row.secrets).filter(({ until }) => until === null || until > now()) : [];
  }

  return {
    async add(account, kind) {
      const secret = kind === "webhook" ? newSecret() : null;
      const secrets: Secret[] = secret === null ? [] : [{ hash: hashOf(secret), until: null }];
      const at = timeAt(now());
      const values = [randomUUID(), account, kind, JSON.stringify(secrets), kind === "poll" ? at : null, at];
      return { source: toSource(firstRow(await database.query(ADD, values))), secret };
    },
    async get(id) {
      return (
        await database.query(`select ${COLUMNS} from gateway_fleet_event_source where id = $1`, [id])
      ).map(toSource)[0];
    },
    async list() {
      const rows = await database.query(
        `select ${COLUMNS} from gateway_fleet_event_source order by created_at, id`,
      );
      return rows.map(toSource);
    },
    async remove(id) {
      const rows = await database.query("delete from gateway_fleet_event_source where id = $1 returning id", [
        id,
      ]);
      return rows.length > 0;
    },
    async rotateSecret(id, oldForMs) {
      const secret = newSecret();
      const old = (await secretsOf(id)).slice(0, 1).map((one) => ({ ...one, until: now() + oldForMs }));
      const secrets = JSON.stringify([{ hash: hashOf(secret), until: null }, ...old]);
      const rows = await database.query(ROTATE, [id, secrets]);
      return rows.length > 0 ? secret : undefined;
    },
    async authenticate(id, secret) {
      const given = Buffer.from(hashOf(secret));
      const known = await secretsOf(id);
      // All are compared, so that the time says nothing of which one it was.
      const matches = known.filter(({ hash }) => timingSafeEqual(Buffer.from(hash), given));
      return matches.length > 0 ? this.get(id) : undefined;
    },
    async received(id, events) {
      await database.query(RECEIVED, [id, events, timeAt(now())]);
    },
    async takeDue(againInMs) {
      const rows = await database.query(TAKE_DUE, [timeAt(now()), timeAt(now() + againInMs)]);
      return rows.map((row) => text(row, "id"));
    },
    async polled(id, { before, position, events, problem }) {
      const rows = await database.query(POLLED, [id, before, position, events, problem, timeAt(now())]);
      return rows.length > 0;
    },
  };
}

const newSecret = (): string => randomBytes(SECRET_BYTES).toString("base64url");
/** The secret is random, so that a plain hash of it cannot be guessed. */
const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

const ADD = `
  insert into gateway_fleet_event_source (id, account, kind, secrets, poll_at, created_at)
  values ($1, $2, $3, $4::text::jsonb, $5, $6) returning ${COLUMNS}`;

const ROTATE = `
  update gateway_fleet_event_source set secrets = $2::text::jsonb where id = $1 and kind = 'webhook' returning id`;

const RECEIVED = `
  update gateway_fleet_event_source set events = events + $2, event_at = $3::timestamptz where id = $1`;

const TAKE_DUE = `
  update gateway_fleet_event_source set poll_at = $2 where poll_at <= $1::timestamptz returning id`;

/** The position is a fence: a process that slept moves nothing back. */
const POLLED = `
  update gateway_fleet_event_source set position = $3, events = events + $4, problem = $5,
    event_at = case when $4 > 0 then $6::timestamptz else event_at end
  where id = $1 and position is not distinct from $2 returning id`;

function toSource(row: Row): EventSource {
  return {
    id: text(row, "id"),
    account: text(row, "account"),
    kind: oneOf(row, "kind", EVENT_SOURCE_KINDS),
    position: textOrNull(row, "position"),
    events: number(row, "events"),
    eventAt: timeOrNull(row, "event_at"),
    problem: textOrNull(row, "problem"),
    createdAt: time(row, "created_at"),
  };
}

function toSecrets(value: unknown): Secret[] {
  const items: unknown[] = Array.isArray(value) ? value : [];
  return items.flatMap((item) => {
    const { hash, until } = Object(item);
    return typeof hash === "string" ? [{ hash, until: typeof until === "number" ? until : null }] : [];
  });
}
