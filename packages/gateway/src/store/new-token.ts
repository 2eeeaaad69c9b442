import { randomBytes } from "node:crypto";
import { InvalidInputError } from "@mdmkit/runtime";
import { toAccountId } from "./account-id.ts";
import { timeAt } from "./clock.ts";
import { validateName } from "./name.ts";
import { type ApiToken, type IssuedToken, type NewToken, SCOPES } from "./store.ts";

const SECRET_BYTES = 32;
const LATEST_EXPIRY = Date.UTC(10_000, 0, 1); // RFC 3339 has four digits for the year

/** Creates a token without storing it. Throws `InvalidInputError` for one that could not be used. */
export function issueToken({ name, scopes, accounts, expiresAt = null }: NewToken, at: number): IssuedToken {
  const known = SCOPES.filter((scope) => scopes.includes(scope));
  if (known.length === 0 || known.length !== new Set(scopes).size) {
    throw new InvalidInputError(`\`scopes\` must name some of ${SCOPES.join(", ")}.`);
  }
  const usable = accounts === "all" ? accounts : validateAccounts(accounts);
  if (isLimitedAdmin({ scopes: known, accounts: usable })) {
    throw new InvalidInputError(
      "A token with the scope `admin` must be for all accounts, because it can add and delete accounts.",
    );
  }
  const id = randomBytes(8).toString("hex");
  const record: ApiToken = {
    id,
    name: validateName(name),
    scopes: known,
    accounts: usable,
    createdAt: timeAt(at),
    expiresAt: expiresAt === null ? null : validateExpiry(expiresAt, at),
    lastUsedAt: null,
  };
  return { token: `mdmkit_${id}_${randomBytes(SECRET_BYTES).toString("base64url")}`, record };
}

/** A token that administers can give itself every account, so limiting its accounts would have no effect. */
export function isLimitedAdmin({ scopes, accounts }: Pick<ApiToken, "scopes" | "accounts">): boolean {
  return accounts !== "all" && scopes.includes("admin");
}

function validateAccounts(accounts: readonly string[]): string[] {
  const ids = accounts.flatMap((account) => toAccountId(account) ?? []);
  if (ids.length > 0 && ids.length === accounts.length) return [...new Set(ids)];
  throw new InvalidInputError("`accounts` must be `all` or a list of at least one account id.");
}

function validateExpiry(expiresAt: string, at: number): string {
  const expiry = Date.parse(expiresAt);
  if (expiry > at && expiry < LATEST_EXPIRY) return timeAt(expiry);
  throw new InvalidInputError("`expiresAt` must be a time in the future, in RFC 3339.");
}
