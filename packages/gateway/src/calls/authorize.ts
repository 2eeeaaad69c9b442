import type { OperationSchemas } from "@mdmkit/unified/schemas";
import { GatewayError } from "../errors/gateway-error.ts";
import type { Validator } from "../input/validator.ts";
import type { CallDetails } from "../operations/call-details.ts";
import { toAccountId } from "../store/account-id.ts";
import type { ApiToken, Store } from "../store/store.ts";
import type { PerformOptions, Received, Route } from "./route.ts";
import { assertScope, neededScope } from "./scopes.ts";

const ACCOUNT = "integrated_account_id";

/** Reads the token and the account of a request into the details of its call; throws when the token is not allowed to do this. */
export async function authorize(
  route: Route,
  received: Received,
  details: CallDetails,
  { store, validator }: Pick<PerformOptions, "store" | "validator">,
): Promise<void> {
  if (route.area === "service") return;
  const { schemas } = route;
  // Both at once, because a remote database takes its time. Not while a body is still to come, which may take longer.
  const accountId = schemas.body ? undefined : toAccountId(received.search.get(ACCOUNT));
  const { token, account } = await getAccess(received.headers, accountId, store);
  details.token = token;
  details.requestedAccount = account;
  details.requestedAccountId = accountIdIn(schemas, received, token);
  details.recordId = recordIdIn(schemas, received.path, validator);
  const scope = neededScope(route);
  if (scope) assertScope(details, scope);
}

/** The query with the account of a token that is for one account only, when no account is given. */
export function withOnlyAccount(
  { parameters }: OperationSchemas,
  search: URLSearchParams,
  token: ApiToken | undefined,
): URLSearchParams {
  const [account, ...others] = token && token.accounts !== "all" ? token.accounts : [];
  const isTaken = parameters.some((parameter) => parameter.in === "query" && parameter.name === ACCOUNT);
  if (account === undefined || others.length > 0 || !isTaken || search.get(ACCOUNT)) return search;
  const further = [...search].filter(([name]) => name !== ACCOUNT);
  return new URLSearchParams([...further, [ACCOUNT, account]]);
}

/** The account id in a request, of which only the form is checked. */
function accountIdIn(
  schemas: OperationSchemas,
  { path, search }: Received,
  token: ApiToken,
): string | undefined {
  const isAboutAccount = schemas.path.startsWith("/admin/accounts/{id}");
  return toAccountId(isAboutAccount ? path.id : withOnlyAccount(schemas, search, token).get(ACCOUNT));
}

/** The record id in a request if it has the form of one: anything else may be a secret in the wrong place. */
function recordIdIn(
  { parameters }: OperationSchemas,
  { id }: Received["path"],
  validator: Validator,
): string | undefined {
  const named = parameters.find((parameter) => parameter.in === "path" && parameter.name === "id");
  return named && validator.check(named.schema, id, "path.id").length === 0 ? id : undefined;
}

/** The token of a request. Throws 401 without a valid one. */
export async function getToken(headers: Headers, store: Pick<Store, "access">): Promise<ApiToken> {
  return (await getAccess(headers, undefined, store)).token;
}

async function getAccess(headers: Headers, accountId: string | undefined, store: Pick<Store, "access">) {
  const [, given] = /^Bearer +([^\s]{1,512})$/i.exec(headers.get("authorization") ?? "") ?? [];
  const { token, account } = given === undefined ? {} : await store.access(given, accountId);
  if (token) return { token, account };
  throw new GatewayError(401, "The bearer token is missing, wrong, expired or revoked.", {
    headers: { "www-authenticate": "Bearer" },
  });
}
