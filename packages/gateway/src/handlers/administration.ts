import type { UnifiedComponents } from "@mdmkit/unified";
import { loadVendors } from "@mdmkit/unified/vendors";
import { accountNotFound } from "../accounts/open-accounts.ts";
import { assertScope } from "../calls/scopes.ts";
import { GatewayError } from "../errors/gateway-error.ts";
import type { Handlers } from "../operations/operation.ts";
import { json } from "../operations/reply.ts";
import type { ApiToken, AuditEntry, IntegratedAccount } from "../store/store.ts";
import type { Services } from "./services.ts";
import { checkAccount, rotateAccount } from "./try-credentials.ts";

type Schemas = UnifiedComponents["schemas"];
type Administration = Pick<
  Handlers,
  | "listVendors"
  | "listAccounts"
  | "createAccount"
  | "getAccount"
  | "updateAccount"
  | "deleteAccount"
  | "checkAccount"
  | "rotateAccount"
  | "listTokens"
  | "createToken"
  | "revokeToken"
  | "listAudit"
>;

const AUDIT_PAGE = 100;

/** The operations under `/admin`. */
export function createAdministration(services: Services): Administration {
  const { accounts, tokens, audit } = services.store;
  return {
    async listVendors() {
      return json({ result: (await loadVendors()).map(showVendor) });
    },
    async listAccounts() {
      return json({ result: (await accounts.list()).map(showAccount) });
    },
    async createAccount({ body, details }) {
      await services.assertAllowedValues(body.vendor, body.values);
      const account = await accounts.create(body);
      details.account = account;
      return json(showAccount(account));
    },
    async getAccount({ path }) {
      return json(showAccount(assertFound(await accounts.get(path.id))));
    },
    async updateAccount({ path, body, details }) {
      const { vendor } = assertFound(await accounts.get(path.id));
      if (body.values) await services.assertAllowedValues(vendor, body.values);
      const account = assertFound(await accounts.update(path.id, body));
      details.account = account;
      return json(showAccount(account));
    },
    async deleteAccount({ path, details }) {
      details.account = assertFound(await accounts.get(path.id));
      await accounts.delete(path.id);
      services.opener.forget(path.id);
      return { kind: "nothing" };
    },
    async checkAccount(call) {
      return json(await checkAccount(services, call));
    },
    async rotateAccount(call) {
      return json(await rotateAccount(services, call));
    },
    async listTokens() {
      return json({ result: (await tokens.list()).map(showToken) });
    },
    async createToken({ body, details }) {
      const { name, scopes, accounts: usable = "all", expires_at = null } = body;
      for (const scope of scopes) assertScope(details, scope);
      const { token, record } = await tokens.create({
        name,
        scopes,
        accounts: usable,
        expiresAt: expires_at,
      });
      details.recordId = record.id;
      return json({ ...showToken(record), token });
    },
    async revokeToken({ path, details }) {
      if (path.id === details.token?.id)
        throw new GatewayError(
          409,
          "A token cannot revoke itself. Create another token and revoke this one with it.",
        );
      if (await tokens.revoke(path.id)) return { kind: "nothing" };
      throw new GatewayError(404, "No token has this id.");
    },
    async listAudit({ query }) {
      const { limit = AUDIT_PAGE, account, before } = query;
      return json({ result: (await audit.list({ limit, account, before })).map(showAuditEntry) });
    },
  };
}

function assertFound(account: IntegratedAccount | undefined): IntegratedAccount {
  if (account) return account;
  throw accountNotFound();
}

function showAccount(account: IntegratedAccount): Schemas["IntegratedAccount"] {
  const { id, vendor, name, status, statusReason, createdAt, updatedAt } = account;
  return {
    id,
    vendor,
    name,
    status,
    status_reason: statusReason,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

function showToken(token: ApiToken): Schemas["ApiToken"] {
  const { id, name, scopes, accounts, createdAt, expiresAt, lastUsedAt } = token;
  return {
    id,
    name,
    scopes: [...scopes],
    accounts: accounts === "all" ? accounts : [...accounts],
    created_at: createdAt,
    expires_at: expiresAt,
    last_used_at: lastUsedAt,
  };
}

function showAuditEntry({
  id,
  at,
  account,
  vendor,
  operation,
  result,
  status,
  ...rest
}: AuditEntry): Schemas["AuditEntry"] {
  return {
    id,
    at,
    request_id: rest.requestId,
    token_id: rest.tokenId,
    token_name: rest.tokenName,
    account,
    vendor,
    operation,
    record_id: rest.recordId,
    vendor_operations: [...rest.vendorOperations],
    result,
    status,
  };
}

type Descriptor = Awaited<ReturnType<typeof loadVendors>>[number];

function showVendor({ id, name, options, credentials }: Descriptor): Schemas["VendorDescription"] {
  return {
    id,
    name,
    options: options.map(({ name: option, env, description, example, secret = false, kind, choices }) => ({
      name: option,
      environment_variable: env,
      description,
      example,
      secret,
      ...(kind && { kind }),
      ...(choices && { choices: [...choices] }),
    })),
    credentials: credentials.map(({ what, needs, takes = [] }) => ({
      what,
      needs: [...needs],
      takes: [...takes],
    })),
  };
}
