import { randomBytes } from "node:crypto";
import { InvalidInputError } from "@mdmkit/runtime";
import { isAccountId } from "./account-id.ts";
import { timeAt } from "./clock.ts";
import { checkedName } from "./name.ts";
import { type ApiToken, type IssuedToken, type NewToken, SCOPES } from "./store.ts";

const SECRET_BYTES = 32;
const END_OF_TIME = Date.UTC(10_000, 0, 1); // RFC 3339 has four digits for the year

/** A new token, if it is one that anything can be done with; nothing is kept yet. */
export function issue({ name, scopes, accounts, expiresAt = null }: NewToken, at: number): IssuedToken {
  const known = SCOPES.filter((scope) => scopes.includes(scope));
  if (known.length === 0 || known.length !== new Set(scopes).size) {
    throw new InvalidInputError(`\`scopes\` must name some of ${SCOPES.join(", ")}.`);
  }
  if (accounts !== "all" && !(accounts.length > 0 && accounts.every(isAccountId))) {
    throw new InvalidInputError("`accounts` must be ids of accounts, at least one, or `all`.");
  }
  if (isLimitedAdmin({ scopes: known, accounts })) {
    throw new InvalidInputError(
      "A token with the scope `admin` is for all accounts: it may add and delete them.",
    );
  }
  const id = randomBytes(8).toString("hex");
  const record: ApiToken = {
    id,
    name: checkedName(name),
    scopes: known,
    accounts: accounts === "all" ? accounts : [...new Set(accounts.map((account) => account.toLowerCase()))],
    createdAt: timeAt(at),
    expiresAt: expiresAt === null ? null : checkedExpiry(expiresAt, at),
    lastUsedAt: null,
  };
  return { token: `mdmkit_${id}_${randomBytes(SECRET_BYTES).toString("base64url")}`, record };
}

/** Who administers may give itself every account, so a limit would only look like one. */
export function isLimitedAdmin({ scopes, accounts }: Pick<ApiToken, "scopes" | "accounts">): boolean {
  return accounts !== "all" && scopes.includes("admin");
}

function checkedExpiry(expiresAt: string, at: number): string {
  const expiry = Date.parse(expiresAt);
  if (expiry > at && expiry < END_OF_TIME) return timeAt(expiry);
  throw new InvalidInputError("`expiresAt` must be a time to come, as RFC 3339 writes it.");
}
