import { randomUUID } from "node:crypto";
import { InvalidInputError } from "@mdmkit/runtime";
import { checkValues, explainProblem, loadVendor } from "@mdmkit/unified/vendors";
import type { Database, Row } from "../database/database.ts";
import { firstRow, number, oneOf, text, textOrNull, time } from "../database/row.ts";
import { StoreError } from "../errors/store-error.ts";
import type { Sealer } from "../secrets/sealer.ts";
import { toAccountId } from "./account-id.ts";
import { type Clock, timeAt } from "./clock.ts";
import { validateName } from "./name.ts";
import { createRecordCache } from "./record-cache.ts";
import type { AccountStatus, AccountStore, AccountValues, IntegratedAccount } from "./store.ts";

const STATUSES = ["active", "needs_reauth", "error"] as const satisfies readonly AccountStatus[];
/** The columns of an account but its credentials. */
export const ACCOUNT_COLUMNS = [
  ...["id", "vendor", "name", "status", "status_reason"],
  ...["version", "created_at", "updated_at"],
];
const COLUMNS = `${ACCOUNT_COLUMNS.join()}, sealed`;
const BY_ID = `select ${COLUMNS} from gateway_account where id = $1`;
const COUNT =
  "select vendor, status, count(*)::int as count from gateway_account group by vendor, status order by vendor, status";
const UPDATE = `
  update gateway_account set updated_at = $2, name = coalesce($3, name), sealed = coalesce($4, sealed),
    version = version + case when $4::text is null then 0 else 1 end,
    status = case when $4::text is null then status else 'active' end,
    status_reason = case when $4::text is null then status_reason end
  where id = $1 returning ${COLUMNS}`;
const SET_STATUS = `
  update gateway_account set status = $2, status_reason = $3, updated_at = $4
  where id = $1 and version = $5 and (status, status_reason) is distinct from ($2::text, $3::text)`;
const DELETE = "delete from gateway_account where id = $1 returning id";

type Options = { readonly database: Database; readonly sealer: Sealer; readonly now: Clock };

export function createAccountStore({ database, sealer, now }: Options): AccountStore {
  const cache = createRecordCache<IntegratedAccount>(database);

  async function getRow(id: string): Promise<Row | undefined> {
    const [row] = await database.query(BY_ID, [storedId(id)]);
    return row;
  }

  function get(id: string): Promise<IntegratedAccount | undefined> {
    return cache.read(storedId(id), async () => {
      const row = await getRow(id);
      return row && toAccount(row);
    });
  }

  async function seal(account: { id: string; vendor: string }, values: AccountValues): Promise<string> {
    return sealer.seal(JSON.stringify(await validateValues(account.vendor, values)), accountBinding(account));
  }

  return {
    get,
    async create({ vendor, name, values }) {
      const id = randomUUID();
      const rows = await database.query(
        `insert into gateway_account (id, vendor, name, status, sealed, version, created_at, updated_at)
         values ($1, $2, $3, 'active', $4, 1, $5, $5) returning ${COLUMNS}`,
        [id, vendor, validateName(name), await seal({ id, vendor }, values), timeAt(now())],
      );
      return toAccount(firstRow(rows));
    },
    async list() {
      const rows = await database.query(`select ${COLUMNS} from gateway_account order by position`);
      return rows.map(toAccount);
    },
    async count() {
      const rows = await database.query(COUNT);
      return rows.map((row) => ({
        vendor: text(row, "vendor"),
        status: oneOf(row, "status", STATUSES),
        count: number(row, "count"),
      }));
    },
    async update(id, { name, values }) {
      const account = await get(id);
      if (!account) return undefined;
      const sealed = values ? await seal(account, values) : null;
      const newName = name === undefined ? null : validateName(name);
      const update = [account.id, timeAt(now()), newName, sealed];
      const [row] = await cache.change(account.id, () => database.query(UPDATE, update));
      return row && toAccount(row);
    },
    async credentials(id) {
      const row = await getRow(id);
      if (!row) return undefined;
      const account = toAccount(row);
      return { account, values: parseValues(sealer.open(text(row, "sealed"), accountBinding(account))) };
    },
    async setStatus(id, { status, reason, version }) {
      const update = [storedId(id), status, reason, timeAt(now()), version];
      await cache.change(storedId(id), () => database.query(SET_STATUS, update));
    },
    async delete(id) {
      const rows = await cache.change(storedId(id), () => database.query(DELETE, [storedId(id)]));
      return rows.length > 0;
    },
  };
}

/** Empty for text that is not an account id, because no account has an empty id. */
const storedId = (id: string): string => toAccountId(id) ?? "";

/** Binds credentials to their account and vendor: they cannot be decrypted for another. */
export function accountBinding({ id, vendor }: { id: string; vendor: string }): string {
  return `account ${id} ${vendor}`;
}

/** The values a vendor can be opened with, trimmed and without blanks. The error names options and no values. */
async function validateValues(vendor: string, values: AccountValues): Promise<AccountValues> {
  const descriptor = await loadVendor(vendor);
  const problems = checkValues(descriptor, values);
  if (problems.length > 0) {
    const sentences = problems.map((problem) => explainProblem(problem, ({ name }) => `\`${name}\``));
    throw new InvalidInputError(sentences.join(" "), { vendor: descriptor.id });
  }
  const trimmed = Object.entries(values).map(([name, value]) => [name, value.trim()] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ""));
}

export function toAccount(row: Row): IntegratedAccount {
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

function parseValues(json: string): AccountValues {
  const values: unknown = JSON.parse(json);
  if (typeof values !== "object" || values === null)
    throw new StoreError("broken", "Stored credentials are not an object.");
  return Object.fromEntries(Object.entries(values).filter((entry) => typeof entry[1] === "string"));
}
