import { createHash } from "node:crypto";
import type { Database, Row } from "../database/database.ts";
import { text, textOrNull } from "../database/row.ts";
import { StoreError } from "../errors/store-error.ts";
import type { Sealer } from "../secrets/sealer.ts";
import { type Clock, timeAt } from "./clock.ts";
import type { IdempotencyKey, IdempotencyStart, IdempotencyStore, StoredResponse } from "./store.ts";

const KEEP_MS = 24 * 60 * 60_000;
/** After this time, longer than nearly every request, the process that began it counts as dead. A later response is stored all the same. */
const PRESUMED_DEAD_AFTER_MS = 10 * 60_000;
const CLEAN_EVERY_MS = 10 * 60_000;

type Options = { readonly database: Database; readonly sealer: Sealer; readonly now: Clock };

export function createIdempotencyStore({ database, sealer, now }: Options): IdempotencyStore {
  let cleanedAt = Number.NEGATIVE_INFINITY;

  async function clean(): Promise<void> {
    if (now() < cleanedAt + CLEAN_EVERY_MS) return;
    cleanedAt = now();
    await database.query("delete from gateway_idempotency where expires_at <= $1", [timeAt(now())]);
  }

  return {
    async begin({ fingerprint, requestId, ...request }) {
      await clean();
      const { tokenId, keyHash } = rowKeyOf(request);
      const hash = hashOf(fingerprint);
      const [row] = await database.query(BEGIN, [
        tokenId,
        keyHash,
        hash,
        timeAt(now() + PRESUMED_DEAD_AFTER_MS),
        timeAt(now() + KEEP_MS),
        timeAt(now()),
        requestId,
      ]);
      if (!row) return { kind: "in-progress" }; // begun by another process during the statement
      return startOf(row, { hash, sealer, now: now() });
    },
    async finish({ response, ...request }) {
      const { tokenId, keyHash } = rowKeyOf(request);
      await database.query(
        "update gateway_idempotency set sealed = $3 where token_id = $1 and key_hash = $2 and sealed is null",
        [tokenId, keyHash, sealer.seal(JSON.stringify(response), responseBinding({ tokenId, keyHash }))],
      );
    },
    async releaseInterrupted() {
      await database.query(FREE_NOT_BEGUN);
      await database.query("update gateway_idempotency set presumed_dead_at = $1 where sealed is null", [
        timeAt(now()),
      ]);
    },
    async abandon(request) {
      const { tokenId, keyHash } = rowKeyOf(request);
      await database.query(
        "delete from gateway_idempotency where token_id = $1 and key_hash = $2 and sealed is null",
        [tokenId, keyHash],
      );
    },
  };
}

/** Takes the key if it is free or expired; otherwise reads its row. One statement, so that only one of two callers gets it. */
const BEGIN = `
  with taken as (
    insert into gateway_idempotency (token_id, key_hash, fingerprint, presumed_dead_at, expires_at, request_id)
    values ($1, $2, $3, $4, $5, $7)
    on conflict (token_id, key_hash) do update
      set fingerprint = excluded.fingerprint, sealed = null, presumed_dead_at = excluded.presumed_dead_at,
          expires_at = excluded.expires_at, request_id = excluded.request_id
      where gateway_idempotency.expires_at <= $6
    returning token_id, key_hash, fingerprint, sealed, presumed_dead_at, true as is_new
  )
  select * from taken
  union all
  select token_id, key_hash, fingerprint, sealed, presumed_dead_at, false
  from gateway_idempotency where token_id = $1 and key_hash = $2 and not exists (select from taken)`;

/** The entry of a write that has begun is stored before its first request to the vendor. */
const FREE_NOT_BEGUN = `
  delete from gateway_idempotency where sealed is null and request_id is not null and not exists (
    select from gateway_audit where gateway_audit.request_id = gateway_idempotency.request_id and result = 'begun')`;

type RowKey = { readonly tokenId: string; readonly keyHash: string };

/** Callers choose keys, so only their hashes are stored. */
const rowKeyOf = ({ tokenId, key }: IdempotencyKey): RowKey => ({ tokenId, keyHash: hashOf(key) });

/** Binds a response to its token and key: it cannot be decrypted for others. */
export const responseBinding = ({ tokenId, keyHash }: RowKey): string => `answer ${tokenId} ${keyHash}`;

type Context = { readonly hash: string; readonly sealer: Sealer; readonly now: number };

function startOf(row: Row, { hash, sealer, now }: Context): IdempotencyStart {
  if (row.is_new === true) return { kind: "new" };
  if (text(row, "fingerprint") !== hash) return { kind: "mismatch" };
  const sealed = textOrNull(row, "sealed");
  if (sealed !== null) {
    const binding = responseBinding({ tokenId: text(row, "token_id"), keyHash: text(row, "key_hash") });
    return { kind: "replay", response: parseResponse(sealer.open(sealed, binding)) };
  }
  const isDead = row.presumed_dead_at instanceof Date && row.presumed_dead_at.getTime() <= now;
  return { kind: isDead ? "interrupted" : "in-progress" };
}

function parseResponse(json: string): StoredResponse {
  const response: unknown = JSON.parse(json);
  if (isStoredResponse(response)) return response;
  throw new StoreError("broken", "A stored response is invalid.");
}

function isStoredResponse(value: unknown): value is StoredResponse {
  return (
    typeof value === "object" && value !== null && "status" in value && "headers" in value && "body" in value
  );
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");
