import type { Database, Row } from "../database/database.ts";
import { text } from "../database/row.ts";
import { StoreError } from "../errors/store-error.ts";
import type { Sealer } from "../secrets/sealer.ts";
import { placeOf } from "./accounts.ts";
import { placeOfAnswer } from "./idempotency.ts";

type Sealed = { readonly table: string; readonly key: readonly string[]; place(row: Row): string };

const ACCOUNTS: Sealed = {
  table: "gateway_account",
  key: ["id"],
  place: (row) => placeOf({ id: text(row, "id"), vendor: text(row, "vendor") }),
};
const ANSWERS: Sealed = {
  table: "gateway_idempotency",
  key: ["token_id", "key_hash"],
  place: (row) => placeOfAnswer({ tokenId: text(row, "token_id"), keyHash: text(row, "key_hash") }),
};

type Options = { readonly database: Database; readonly sealer: Sealer };

/** Seals everything with the first key. What is written meanwhile stays as it is written. */
export async function rotate(options: Options): Promise<{ accounts: number; answers: number }> {
  return { accounts: await sealAnew(ACCOUNTS, options), answers: await sealAnew(ANSWERS, options) };
}

async function sealAnew({ table, key, place }: Sealed, { database, sealer }: Options): Promise<number> {
  const rows = await database.query(`select * from ${table} where sealed is not null`);
  const old = rows.filter((row) => !sealer.isCurrent(text(row, "sealed")));
  const isRow = key.map((column, index) => `${column} = $${index + 3}`).join(" and ");
  let count = 0;
  for (const row of old) {
    const before = text(row, "sealed");
    const after = sealer.seal(sealer.open(before, place(row)), place(row));
    const updated = await database.query(
      `update ${table} set sealed = $2 where sealed = $1 and ${isRow} returning sealed`,
      [before, after, ...key.map((column) => text(row, column))],
    );
    count += updated.length;
  }
  return count;
}

/** Refuses to start with keys that do not open what is stored. */
export async function refuseUnknownKeys({ database, sealer }: Options): Promise<void> {
  const rows = await database.query("select distinct split_part(sealed, '.', 2) as key from gateway_account");
  const missing = rows.map((row) => text(row, "key")).filter((id) => !sealer.keyIds.includes(id));
  if (missing.length === 0) return;
  throw new StoreError(
    "key",
    `Credentials in the database are encrypted with key ${missing.join(", ")}, and only ${sealer.keyIds.join(", ")} is given. Add the missing key after it, separated by a comma.`,
  );
}
