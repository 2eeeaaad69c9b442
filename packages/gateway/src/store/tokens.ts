import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { InvalidInputError } from "@mdmkit/runtime";
import { isAccountId } from "./account-id.ts";
import { type Clock, timeAt } from "./clock.ts";
import type { Database, Row, Value } from "./database.ts";
import { createKeptRecords } from "./kept-records.ts";
import { checkedName } from "./name.ts";
import { oneOf, text, texts, time, timeOrNull } from "./row.ts";
import { type ApiToken, type IssuedToken, type NewToken, SCOPES, type TokenStore } from "./store.ts";

const TOKEN = /^mdmkit_([0-9a-f]{16})_[\w-]{43}$/;
const SECRET_BYTES = 32;
const USED_AGAIN_AFTER_MS = 60_000;
const END_OF_TIME = Date.UTC(10_000, 0, 1); // RFC 3339 has four digits for the year
const COLUMNS = "id, hash, name, scopes, accounts, created_at, expires_at, last_used_at";

const USED = "update gateway_token set last_used_at = $2 where id = $1";
const DELETE = "delete from gateway_token where id = $1 returning id";

type KeptToken = { readonly hash: string; readonly record: ApiToken };

export function createTokenStore(database: Database, now: Clock): TokenStore {
  const kept = createKeptRecords<KeptToken>(database);

  async function read(id: string): Promise<KeptToken | undefined> {
    const [row] = await database.query(`select ${COLUMNS} from gateway_token where id = $1`, [id]);
    return row && { hash: text(row, "hash"), record: tokenOf(row) };
  }

  const isCurrent = ({ record: { expiresAt } }: KeptToken) =>
    expiresAt === null || Date.parse(expiresAt) > now();

  async function verify(token: string): Promise<ApiToken | undefined> {
    const id = TOKEN.exec(token)?.[1];
    if (id === undefined) return undefined;
    const known = await kept.read(id, () => read(id));
    if (!known || !isHashOf(known.hash, token) || !isCurrent(known)) return undefined;
    const { record } = known;
    const isRecent = Date.parse(record.lastUsedAt ?? "") > now() - USED_AGAIN_AFTER_MS;
    if (!isRecent) {
      const values = [id, timeAt(now())];
      await kept.change(id, () => database.query(USED, values));
    }
    return record;
  }

  return {
    verify,
    async isValid(id) {
      const known = await kept.read(id, () => read(id));
      return known !== undefined && isCurrent(known);
    },
    async create(input) {
      const { token, record } = issue(input, now());
      await database.query(INSERT, valuesOf(record, token));
      return { token, record };
    },
    async createFirst(input) {
      const { token, record } = issue(input, now());
      const created = await database.transaction(async (inside) => {
        await inside.run("lock table gateway_token in share row exclusive mode");
        const condition = "where not exists (select from gateway_token) returning id";
        return inside.query(`${INSERT_SELECT} ${condition}`, valuesOf(record, token));
      });
      return created.length > 0 ? { token, record } : undefined;
    },
    async list() {
      const rows = await database.query(`select ${COLUMNS} from gateway_token order by created_at, id`);
      return rows.map(tokenOf);
    },
    async revoke(id) {
      if (!/^[0-9a-f]{16}$/.test(id)) return false;
      return (await kept.change(id, () => database.query(DELETE, [id]))).length > 0;
    },
  };
}

const INTO =
  "insert into gateway_token (id, hash, name, scopes, accounts, created_at, expires_at, last_used_at)";
const VALUES =
  "$1, $2, $3, $4::text::jsonb, $5::text::jsonb, $6::timestamptz, $7::timestamptz, $8::timestamptz";
const INSERT = `${INTO} values (${VALUES})`;
const INSERT_SELECT = `${INTO} select ${VALUES}`;

function issue({ name, scopes, accounts, expiresAt = null }: NewToken, at: number): IssuedToken {
  const known = SCOPES.filter((scope) => scopes.includes(scope));
  if (known.length === 0 || known.length !== new Set(scopes).size) {
    throw new InvalidInputError(`\`scopes\` must name some of ${SCOPES.join(", ")}.`);
  }
  if (accounts !== "all" && !accounts.every(isAccountId)) {
    throw new InvalidInputError("`accounts` must be ids of accounts, or `all`.");
  }
  if (accounts !== "all" && known.includes("admin")) {
    throw new InvalidInputError(
      "A token with the scope `admin` is for all accounts: it may add and delete them.",
    );
  }
  const id = randomBytes(8).toString("hex");
  const record: ApiToken = {
    id,
    name: checkedName(name),
    scopes: known,
    accounts: accounts === "all" ? accounts : accounts.map((account) => account.toLowerCase()),
    createdAt: timeAt(at),
    expiresAt: expiresAt === null ? null : checkedExpiry(expiresAt, at),
    lastUsedAt: null,
  };
  return { token: `mdmkit_${id}_${randomBytes(SECRET_BYTES).toString("base64url")}`, record };
}

function checkedExpiry(expiresAt: string, at: number): string {
  const expiry = Date.parse(expiresAt);
  if (expiry > at && expiry < END_OF_TIME) return timeAt(expiry);
  throw new InvalidInputError("`expiresAt` must be a time to come, as RFC 3339 writes it.");
}

function valuesOf(record: ApiToken, token: string): Value[] {
  const { id, name, scopes, accounts, createdAt, expiresAt, lastUsedAt } = record;
  const named = accounts === "all" ? null : JSON.stringify(accounts);
  return [id, hashOf(token), name, JSON.stringify(scopes), named, createdAt, expiresAt, lastUsedAt];
}

function tokenOf(row: Row): ApiToken {
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

/** A token is random, so a plain hash keeps it: there is nothing to guess. */
const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

function isHashOf(hash: string, token: string): boolean {
  const [kept, given] = [Buffer.from(hash), Buffer.from(hashOf(token))];
  return kept.length === given.length && timingSafeEqual(kept, given);
}
