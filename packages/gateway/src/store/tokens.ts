import { createHash, timingSafeEqual } from "node:crypto";
import { InvalidInputError } from "@mdmkit/runtime";
import type { Database, Row, Value } from "../database/database.ts";
import { oneOf, text, texts, time, timeOrNull } from "../database/row.ts";
import { type Clock, timeAt } from "./clock.ts";
import { isLimitedAdmin, issueToken } from "./new-token.ts";
import { createRecordCache } from "./record-cache.ts";
import { type ApiToken, SCOPES, type TokenStore } from "./store.ts";

const TOKEN = /^mdmkit_([0-9a-f]{16})_[\w-]{43}$/;
/** How precise `lastUsedAt` is. */
const USE_RECORDED_EVERY_MS = 60_000;
/** How long an expired token is still listed, to explain why it is rejected. */
const LISTED_AFTER_EXPIRY_MS = 30 * 24 * 60 * 60_000;
/** The columns of a token. */
export const TOKEN_COLUMNS = [
  ...["id", "hash", "name", "scopes", "accounts"],
  ...["created_at", "expires_at", "last_used_at"],
];
const COLUMNS = TOKEN_COLUMNS.join();

const RECORD_USE = "update gateway_token set last_used_at = $2 where id = $1";
const KNOWN_ACCOUNTS =
  "select id from gateway_account where id in (select jsonb_array_elements_text($1::text::jsonb))";
const CLEAN = "delete from gateway_token where expires_at <= $1";
const DELETE = "delete from gateway_token where id = $1 returning id";

/** Verifies tokens; `readRow` reads the row of one, and perhaps more with it. */
export type TokenReader = {
  verify(token: string, readRow?: (id: string) => Promise<Row | undefined>): Promise<ApiToken | undefined>;
};

type CachedToken = { readonly hash: string; readonly record: ApiToken };

export function createTokenStore(database: Database, now: Clock): TokenStore & TokenReader {
  const cache = createRecordCache<CachedToken>(database);

  async function readToken(id: string): Promise<Row | undefined> {
    const [row] = await database.query(`select ${COLUMNS} from gateway_token where id = $1`, [id]);
    return row;
  }

  async function read(id: string, readRow = readToken): Promise<CachedToken | undefined> {
    const row = await readRow(id);
    return row && { hash: text(row, "hash"), record: toToken(row) };
  }

  async function assertKnownAccounts(accounts: ApiToken["accounts"]): Promise<void> {
    if (accounts === "all") return;
    const known = await database.query(KNOWN_ACCOUNTS, [JSON.stringify(accounts)]);
    const unknown = accounts.find((id) => !known.some((row) => row.id === id));
    if (unknown === undefined) return;
    throw new InvalidInputError(`\`accounts\`: no integrated account has the id ${unknown}.`);
  }

  const isCurrent = ({ record }: CachedToken) =>
    !isLimitedAdmin(record) && (record.expiresAt === null || Date.parse(record.expiresAt) > now());

  const verify: TokenReader["verify"] = async (token, readRow) => {
    const id = TOKEN.exec(token)?.[1];
    if (id === undefined) return undefined;
    const known = await cache.read(id, () => read(id, readRow));
    if (!known || !isHashOf(known.hash, token) || !isCurrent(known)) return undefined;
    const { record } = known;
    const isRecent = Date.parse(record.lastUsedAt ?? "") > now() - USE_RECORDED_EVERY_MS;
    if (!isRecent) {
      const values = [id, timeAt(now())];
      await cache.change(id, () => database.query(RECORD_USE, values));
    }
    return record;
  };

  return {
    verify,
    async isValid(id) {
      const known = await cache.read(id, () => read(id));
      return known !== undefined && isCurrent(known);
    },
    async create(input) {
      const { token, record } = issueToken(input, now());
      await assertKnownAccounts(record.accounts);
      await database.query(CLEAN, [timeAt(now() - LISTED_AFTER_EXPIRY_MS)]);
      await database.query(INSERT, valuesOf(record, token));
      return { token, record };
    },
    async createFirst(input) {
      const { token, record } = issueToken(input, now());
      const created = await database.transaction(async (inside) => {
        await inside.run("lock table gateway_token in share row exclusive mode");
        return inside.query(INSERT_UNLESS_ADMINISTERED, valuesOf(record, token));
      });
      return created.length > 0 ? { token, record } : undefined;
    },
    async list() {
      const rows = await database.query(`select ${COLUMNS} from gateway_token order by created_at, id`);
      return rows.map(toToken);
    },
    async revoke(id) {
      if (!/^[0-9a-f]{16}$/.test(id)) return false;
      return (await cache.change(id, () => database.query(DELETE, [id]))).length > 0;
    },
  };
}

const INTO =
  "insert into gateway_token (id, hash, name, scopes, accounts, created_at, expires_at, last_used_at)";
const VALUES =
  "$1, $2, $3, $4::text::jsonb, $5::text::jsonb, $6::timestamptz, $7::timestamptz, $8::timestamptz";
const INSERT = `${INTO} values (${VALUES})`;
const ADMINISTERED =
  "select from gateway_token where scopes ? 'admin' and accounts is null and (expires_at > $6 or expires_at is null)";
const INSERT_UNLESS_ADMINISTERED = `${INTO} select ${VALUES} where not exists (${ADMINISTERED}) returning id`;

function valuesOf(record: ApiToken, token: string): Value[] {
  const { id, name, scopes, accounts, createdAt, expiresAt, lastUsedAt } = record;
  const named = accounts === "all" ? null : JSON.stringify(accounts);
  return [id, hashOf(token), name, JSON.stringify(scopes), named, createdAt, expiresAt, lastUsedAt];
}

function toToken(row: Row): ApiToken {
  return {
    id: text(row, "id"),
    name: text(row, "name"),
    scopes: texts(row, "scopes").map((scope) => oneOf({ scope }, "scope", SCOPES)),
    accounts: row.accounts === null ? "all" : texts(row, "accounts"),
    createdAt: time(row, "created_at"),
    expiresAt: timeOrNull(row, "expires_at"),
    lastUsedAt: timeOrNull(row, "last_used_at"),
  };
}

/** A plain hash is enough, because a token is random and cannot be guessed. */
const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

function isHashOf(hash: string, token: string): boolean {
  const [stored, given] = [Buffer.from(hash), Buffer.from(hashOf(token))];
  return stored.length === given.length && timingSafeEqual(stored, given);
}
