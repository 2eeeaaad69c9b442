import { MdmError } from "@mdmkit/runtime";
import type { Account, UnifiedComponents } from "@mdmkit/unified";
import { accountNotFound } from "../accounts/open-accounts.ts";
import { type Status, statusAfter, UNREACHABLE } from "../accounts/use-account.ts";
import { GatewayError } from "../errors/gateway-error.ts";
import type { Call } from "../operations/operation.ts";
import type { IntegratedAccount } from "../store/store.ts";
import type { Services } from "./services.ts";

type AccountCheck = UnifiedComponents["schemas"]["AccountCheck"];

const ACTIVE: Status = { status: "active", reason: null };

/** Tries the credentials of an account. Rejected credentials are a result, not an error; a temporary failure changes no status. */
export async function checkAccount(
  { store, opener, callLimit }: Services,
  { path: { id }, signal, details }: Call<"checkAccount">,
): Promise<AccountCheck> {
  const { account, mdm, redact } = await opener.open(id);
  details.account = account;
  details.redact = redact;
  const setStatus = (status: Status) => store.accounts.setStatus(id, { ...status, version: account.version });
  try {
    const organization = await callLimit.run(account.id, () => mdm.check({ signal }));
    await setStatus(ACTIVE);
    return toCheck(account, ACTIVE, organization);
  } catch (error) {
    const status = statusAfterCheck(error);
    if (!status) throw error;
    await setStatus(status);
    return toCheck(account, status);
  }
}

/** Tries the given credentials, and replaces the stored ones only if they work. */
export async function rotateAccount(
  { store, opener, callLimit, assertAllowedValues }: Services,
  { path: { id }, body: { values }, signal, details }: Call<"rotateAccount">,
): Promise<AccountCheck> {
  const before = await store.accounts.get(id);
  if (!before) throw accountNotFound();
  details.account = before;
  await assertAllowedValues(before.vendor, values);
  const { mdm, redact } = await opener.openWith(id, values);
  details.redact = redact;
  const check = callLimit.run(before.id, () => mdm.check({ signal }));
  const organization = await check.catch((error: unknown) => {
    throw refusal(error) ?? error;
  });
  const account = await store.accounts.update(id, { values });
  if (!account) throw accountNotFound();
  details.account = account;
  return toCheck(account, ACTIVE, organization);
}

function toCheck(
  { id }: IntegratedAccount,
  { status, reason }: Status,
  organization?: Account,
): AccountCheck {
  const { organizationId = null, organizationName = null } = organization ?? {};
  return {
    id,
    status,
    status_reason: reason,
    organization_id: organizationId,
    organization_name: organizationName,
  };
}

/** The status that a failure gives an account; undefined for a temporary failure. */
function statusAfterCheck(error: unknown): Status | undefined {
  if (!MdmError.is(error)) return undefined;
  return statusAfter(error) ?? (error.code === "connection" ? UNREACHABLE : undefined);
}

function refusal(error: unknown): GatewayError | undefined {
  const status = statusAfterCheck(error);
  if (!status || !MdmError.is(error)) return undefined;
  const message = `${status.reason} Nothing was stored. The account keeps its current credentials.`;
  return new GatewayError(422, message, { code: error.code });
}
