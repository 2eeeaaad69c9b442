import type { Database, Row } from "../database/database.ts";
import { ACCOUNT_COLUMNS, toAccount } from "./accounts.ts";
import { shareReads } from "./share-reads.ts";
import type { AccountStore, Store } from "./store.ts";
import { TOKEN_COLUMNS, type TokenReader } from "./tokens.ts";

type Parts = {
  readonly database: Database;
  readonly tokens: TokenReader;
  readonly accounts: Pick<AccountStore, "get">;
};

const BOTH = `select ${TOKEN_COLUMNS.map((name) => `t.${name}`).join()},
    ${ACCOUNT_COLUMNS.map((name) => `a.${name} as account_${name}`).join()}
  from gateway_token t left join gateway_account a on a.id = $2 where t.id = $1`;

/** Reads the token and the account of a call: in a shared database, where neither is kept, by one statement for all who wait. */
export function createAccess({ database, tokens, accounts }: Parts): Store["access"] {
  const readBoth = shareReads((ids) => database.query(BOTH, ids.split(" ")));
  return async (given, accountId) => {
    if (!database.shared || accountId === undefined) {
      const [token, account] = await Promise.all([
        tokens.verify(given),
        accountId === undefined ? undefined : accounts.get(accountId),
      ]);
      return { token, account };
    }
    let row: Row | undefined;
    const token = await tokens.verify(given, async (id) => {
      [row] = await readBoth(`${id} ${accountId}`); // neither has a space
      return row;
    });
    return { token, account: token && row && accountIn(row) };
  };
}

function accountIn(row: Row) {
  if (row.account_id === null) return undefined;
  return toAccount(Object.fromEntries(ACCOUNT_COLUMNS.map((name) => [name, row[`account_${name}`]])));
}
