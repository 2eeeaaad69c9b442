import { MdmError } from "@mdmkit/runtime";
import type { UnifiedComponents } from "@mdmkit/unified";
import { loadVendors } from "@mdmkit/unified/vendors";
import { statusAfter } from "../accounts/use-account.ts";
import { GatewayError } from "../api/gateway-error.ts";
import type { Call, Handlers } from "../api/operation.ts";
import { json } from "../api/reply.ts";
import type { ApiToken, AuditEntry, IntegratedAccount } from "../store/store.ts";
import type { Services } from "./services.ts";

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
  | "listTokens"
  | "createToken"
  | "revokeToken"
  | "listAudit"
>;

const AUDIT_PAGE = 100;

/** Everything under `/admin`. */
export function createAdministration(services: Services): Administration {
  const { accounts, tokens, audit } = services.store;
  return {
    async listVendors() {
      return json({ result: (await loadVendors()).map(showVendor) });
    },
    async listAccounts() {
      return json({ result: (await accounts.list()).map(showAccount) });
    },
    async createAccount({ body, facts }) {
      await services.assertAllowedValues(body.vendor, body.values);
      const account = await accounts.create(body);
      facts.account = account;
      return json(showAccount(account));
    },
    async getAccount({ path }) {
      return json(showAccount(found(await accounts.get(path.id))));
    },
    async updateAccount({ path, body, facts }) {
      const { vendor } = found(await accounts.get(path.id));
      if (body.values) await services.assertAllowedValues(vendor, body.values);
      const account = found(await accounts.update(path.id, body));
      facts.account = account;
      return json(showAccount(account));
    },
    async deleteAccount({ path, facts }) {
      facts.account = found(await accounts.get(path.id));
      await accounts.delete(path.id);
      return { kind: "nothing" };
    },
    async checkAccount(call) {
      return json(await checkAccount(services, call));
    },
    async listTokens() {
      return json({ result: (await tokens.list()).map(showToken) });
    },
    async createToken({ body, facts }) {
      const { name, scopes, accounts: usable = "all", expires_at = null } = body;
      const { token, record } = await tokens.create({
        name,
        scopes,
        accounts: usable,
        expiresAt: expires_at,
      });
      facts.recordId = record.id;
      return json({ ...showToken(record), token });
    },
    async revokeToken({ path }) {
      if (await tokens.revoke(path.id)) return { kind: "nothing" };
      throw new GatewayError(404, "There is no token of that id.");
    },
    async listAudit({ query }) {
      const { limit = AUDIT_PAGE, account, before } = query;
      return json({ result: (await audit.list({ limit, account, before })).map(showEntry) });
    },
  };
}

function found(account: IntegratedAccount | undefined): IntegratedAccount {
  if (account) return account;
  throw new GatewayError(404, "There is no integrated account of that id.");
}

/** A refusal is what was asked for, so it is no error. Failures that will pass leave the status as it is. */
async function checkAccount(
  { store, opener }: Services,
  { path: { id }, signal, facts }: Call<"checkAccount">,
): Promise<Schemas["AccountCheck"]> {
  const { account, mdm, redact } = await opener.open(id);
  facts.account = account;
  facts.redact = redact;
  const nobody = { organization_id: null, organization_name: null };
  const note = async (status: NonNullable<ReturnType<typeof statusAfter>>) => {
    await store.accounts.setStatus(id, { ...status, version: account.version });
    return { id, status: status.status, status_reason: status.reason };
  };
  try {
    const { organizationId, organizationName } = await mdm.check({ signal });
    const status = await note({ status: "active", reason: null });
    return { ...status, organization_id: organizationId, organization_name: organizationName };
  } catch (error) {
    const status = statusAfter(error) ?? passing(error);
    if (!status) throw error;
    return { ...(await note(status)), ...nobody };
  }
}

function passing(error: unknown) {
  if (!MdmError.is(error) || error.code !== "connection") return undefined;
  return { status: "error", reason: "There is no connection to the vendor's address." } as const;
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

function showEntry({
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
    options: options.map(({ name: option, description, example, secret = false, choices }) => ({
      name: option,
      description,
      example,
      secret,
      ...(choices && { choices: [...choices] }),
    })),
    credentials: credentials.map(({ what, needs, takes = [] }) => ({
      what,
      needs: [...needs],
      takes: [...takes],
    })),
  };
}
