import type { Database, Row } from "../database/database.ts";
import { number, text } from "../database/row.ts";
import { StoreError } from "../errors/store-error.ts";
import type { Sealer } from "../secrets/sealer.ts";
import { accountBinding } from "./accounts.ts";
import { deviceBinding, planBinding } from "./bulk/bulk-rows.ts";
import { webhookBinding } from "./fleet/webhooks.ts";
import { responseBinding } from "./idempotency.ts";
import type { Store } from "./store.ts";

type Sealed = { readonly table: string; readonly key: readonly string[]; binding(row: Row): string };

const ACCOUNTS: Sealed = {
  table: "gateway_account",
  key: ["id"],
  binding: (row) => accountBinding({ id: text(row, "id"), vendor: text(row, "vendor") }),
};
const RESPONSES: Sealed = {
  table: "gateway_idempotency",
  key: ["token_id", "key_hash"],
  binding: (row) => responseBinding({ tokenId: text(row, "token_id"), keyHash: text(row, "key_hash") }),
};
const PLANS: Sealed = {
  table: "gateway_bulk",
  key: ["id"],
  binding: (row) => planBinding(text(row, "id")),
};
const DEVICES: Sealed = {
  table: "gateway_bulk_device",
  key: ["bulk", "position"],
  binding: (row) => deviceBinding(text(row, "bulk"), number(row, "position")),
};

const WEBHOOKS: Sealed = {
  table: "gateway_fleet_webhook",
  key: ["id"],
  binding: (row) => webhookBinding(text(row, "id")),
};

type Options = { readonly database: Database; readonly sealer: Sealer };

/** Encrypts everything again with the first key. Values that are written meanwhile stay unchanged. */
export async function rotate(options: Options): ReturnType<Store["rotate"]> {
  return {
    accounts: await sealAgain(ACCOUNTS, options),
    responses: await sealAgain(RESPONSES, options),
    bulk: (await sealAgain(PLANS, options)) + (await sealAgain(DEVICES, options)),
    webhooks: await sealAgain(WEBHOOKS, options),
  };
}

async function sealAgain({ table, key, binding }: Sealed, { database, sealer }: Options): Promise<number> {
  const rows = await database.query(`select * from ${table} where sealed is not null`);
  const old = rows.filter((row) => !sealer.isCurrent(text(row, "sealed")));
  const isRow = key.map((column, index) => `${column} = $${index + 3}`).join(" and ");
  let count = 0;
  for (const row of old) {
    const before = text(row, "sealed");
    const after = sealer.seal(sealer.open(before, binding(row)), binding(row));
    const updated = await database.query(
      `update ${table} set sealed = $2 where sealed = $1 and ${isRow} returning sealed`,
      [before, after, ...key.map((column) => valueIn(row, column))],
    );
    count += updated.length;
  }
  return count;
}

/** The ids of the keys that stored credentials are encrypted with; none in a database that is not used yet. */
export async function keyIdsIn(database: Database): Promise<string[]> {
  const [table] = await database.query("select to_regclass('gateway_account') is null as missing");
  if (table?.missing) return [];
  const rows = await database.query("select distinct split_part(sealed, '.', 2) as key from gateway_account");
  return rows.map((row) => text(row, "key"));
}

/** Throws when the keys cannot decrypt the stored credentials. */
export async function assertKeysFit({ database, sealer }: Options): Promise<void> {
  const missing = (await keyIdsIn(database)).filter((id) => !sealer.keyIds.includes(id));
  if (missing.length === 0) return;
  throw new StoreError(
    "key",
    `Credentials in the database are encrypted with key ${missing.join(", ")}, but only ${sealer.keyIds.join(", ")} is given. Add the missing key after it, separated by a comma.`,
  );
}

function valueIn(row: Row, column: string): string | number {
  return typeof row[column] === "number" ? number(row, column) : text(row, column);
}
