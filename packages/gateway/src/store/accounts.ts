import { randomUUID } from "node:crypto";
import type { Database, Row } from "../database/database.ts";
import { number, oneOf, only, text, textOrNull, time } from "../database/row.ts";
import { StoreError } from "../errors/store-error.ts";
import type { Sealer } from "../secrets/sealer.ts";
import { isAccountId } from "./account-id.ts";
import { checkedValues } from "./account-values.ts";
import { type Clock, timeAt } from "./clock.ts";
import { checkedName } from "./name.ts";
import { createKeptRecords } from "./record-cache.ts";
import type { AccountStatus, AccountStore, AccountValues, IntegratedAccount } from "./store.ts";

const STATUSES = ["active", "needs_reauth", "error"] as const satisfies readonly AccountStatus[];
const COLUMNS = "id, vendor, name, status, status_reason, sealed, version, created_at, updated_at";
const BY_ID = `select ${COLUMNS} from gateway_account where id = $1`;
const UPDATE = `
  update gateway_account set updated_at = $2, name = coalesce($3, name), sealed = coalesce($4, sealed),
    version = version + case when $4::text is null then 0 else 1 end,
    status = case when $4::text is null then status else 'active' end,
    status_reason = case when $4::text is null then status_reason end
  where id = $1 returning ${COLUMNS}`;
const SET_STATUS = `
  update gateway_account set status = $2, status_reason = $3, updated_at = $4
  where id = $1 and version = $5 and (status, status_reason) is distinct from ($2::text, $3::text)`;
const DELETE = "delete from gateway_account where id = $1 returning id"; // what its limiter keeps goes along

type Options = { readonly database: Database; readonly sealer: Sealer; readonly now: Clock };

export function createAccountStore({ database, sealer, now }: Options): AccountStore {
  const kept = createKeptRecords<IntegratedAccount>(database);
  const rowOf = async (id: string): Promise<Row | undefined> =>
    isAccountId(id) ? (await database.query(BY_ID, [id.toLowerCase()]))[0] : undefined;

  function get(id: string): Promise<IntegratedAccount | undefined> {
    return kept.read(id.toLowerCase(), async () => {
      const row = await rowOf(id);
      return row && accountOf(row);
    });
  }

  return {
    get,
    async create({ vendor, name, values }) {
      const id = randomUUID();
      const sealed = sealer.seal(
        JSON.stringify(await checkedValues(vendor, values)),
        placeOf({ id, vendor }),
      );
      const rows = await database.query(
        `insert into gateway_account (id, vendor, name, status, sealed, version, created_at, updated_at)
         values ($1, $2, $3, 'active', $4, 1, $5, $5) returning ${COLUMNS}`,
        [id, vendor, checkedName(name), sealed, timeAt(now())],
      );
      return accountOf(only(rows));
    },
    async list() {
      const rows = await database.query(`select ${COLUMNS} from gateway_account order by position`);
      return rows.map(accountOf);
    },
    async update(id, { name, values }) {
      const account = await get(id);
      if (!account) return undefined;
      const sealed =
        values && sealer.seal(JSON.stringify(await checkedValues(account.vendor, values)), placeOf(account));
      const changed = [
        account.id,
        timeAt(now()),
        name === undefined ? null : checkedName(name),
        sealed ?? null,
      ];
      const [row] = await kept.change(account.id, () => database.query(UPDATE, changed));
      return row && accountOf(row);
    },
    async credentials(id) {
      const row = await rowOf(id);
      if (!row) return undefined;
      const account = accountOf(row);
      return { account, values: valuesIn(sealer.open(text(row, "sealed"), placeOf(account))) };
    },
    async setStatus(id, { status, reason, version }) {
      if (!isAccountId(id)) return;
      const changed = [id.toLowerCase(), status, reason, timeAt(now()), version];
      await kept.change(id.toLowerCase(), () => database.query(SET_STATUS, changed));
    },
    async delete(id) {
      if (!isAccountId(id)) return false;
      return (
        (await kept.change(id.toLowerCase(), () => database.query(DELETE, [id.toLowerCase()]))).length > 0
      );
    },
  };
}

/** Where credentials belong; they do not open in another account, nor under another vendor. */
export function placeOf({ id, vendor }: { id: string; vendor: string }): string {
  return `account ${id} ${vendor}`;
}

function accountOf(row: Row): IntegratedAccount {
  return {
    id: text(row, "id"),
    vendor: text(row, "vendor"),
    name: text(row, "name"),
    status: oneOf(row, "status", STATUSES),
    statusReason: textOrNull(row, "status_reason"),
    version: number(row, "version"),
    createdAt: time(row, "created_at"),
    updatedAt: time(row, "updated_at"),
  };
}

function valuesIn(json: string): AccountValues {
  const values: unknown = JSON.parse(json);
  if (typeof values !== "object" || values === null)
    throw new StoreError("broken", "Credentials are no object.");
  return Object.fromEntries(Object.entries(values).filter((entry) => typeof entry[1] === "string"));
}
