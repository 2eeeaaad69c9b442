import type { OperationSchemas } from "@mdmkit/unified/schemas";
import { GatewayError } from "../errors/gateway-error.ts";
import type { Validator } from "../input/validator.ts";
import type { CallFacts } from "../operations/call-facts.ts";
import { isAccountId } from "../store/account-id.ts";
import type { ApiToken, Store } from "../store/store.ts";
import type { PerformOptions, Received, Route } from "./route.ts";
import { assertScope, neededScope, needsToken } from "./scopes.ts";

const ACCOUNT = "integrated_account_id";

/** Finds out who asks and what for, and refuses who may not; what is known by then stands in the facts. */
export async function authorize(
  { id, schemas }: Route,
  received: Received,
  facts: CallFacts,
  { store, validator }: Pick<PerformOptions, "store" | "validator">,
): Promise<void> {
  if (!needsToken(schemas)) return;
  // Both at once, because a database elsewhere takes its time. Not while a body is still to come, which may take longer.
  const account = schemas.body ? undefined : accountAskedFor(received, store);
  [facts.token, facts.found] = await Promise.all([tokenOf(received.headers, store), account]);
  facts.asked = accountNamed(schemas, received, facts.token);
  facts.recordId = recordNamed(schemas, received.path, validator);
  const scope = neededScope(id, schemas);
  if (scope) assertScope(facts, scope);
}

/** A token for one account means that one where none is named. */
export function withOnlyAccount(
  { parameters }: OperationSchemas,
  search: URLSearchParams,
  token: ApiToken | undefined,
): URLSearchParams {
  const [account, ...others] = token && token.accounts !== "all" ? token.accounts : [];
  const isTaken = parameters.some(({ name, in: place }) => place === "query" && name === ACCOUNT);
  if (account === undefined || others.length > 0 || !isTaken || search.has(ACCOUNT)) return search;
  return new URLSearchParams([...search, [ACCOUNT, account]]);
}

/** Id of the account that a request is about; nothing but its form was checked. */
function accountNamed(
  schemas: OperationSchemas,
  { path, search }: Received,
  token: ApiToken,
): string | undefined {
  const isOfAccount = schemas.path.startsWith("/admin/accounts/{id}");
  const id = isOfAccount ? path.id : withOnlyAccount(schemas, search, token).get(ACCOUNT);
  return id && isAccountId(id) ? id.toLowerCase() : undefined;
}

/** Id of the record that a request is about, if it has the form of one: else it may be a secret that went astray. */
function recordNamed(
  { parameters }: OperationSchemas,
  { id }: Received["path"],
  validator: Validator,
): string | undefined {
  const named = parameters.find(({ name, in: place }) => place === "path" && name === "id");
  return named && validator.check(named.schema, id, "path.id").length === 0 ? id : undefined;
}

async function tokenOf(headers: Headers, store: Store) {
  const [, given] = /^Bearer +([^\s]{1,512})$/i.exec(headers.get("authorization") ?? "") ?? [];
  const token = given === undefined ? undefined : await store.tokens.verify(given);
  if (token) return token;
  throw new GatewayError(401, "The bearer token is missing, wrong, expired or revoked.", {
    headers: { "www-authenticate": "Bearer" },
  });
}

async function accountAskedFor({ search }: Received, store: Store) {
  const id = search.get(ACCOUNT);
  return id === null ? undefined : store.accounts.get(id);
}
