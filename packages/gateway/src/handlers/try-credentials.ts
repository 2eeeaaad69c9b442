import { MdmError } from "@mdmkit/runtime";
import type { Account, UnifiedComponents } from "@mdmkit/unified";
import { noSuchAccount } from "../accounts/open-accounts.ts";
import { type Status, statusAfter, UNREACHABLE } from "../accounts/use-account.ts";
import { GatewayError } from "../errors/gateway-error.ts";
import type { Call } from "../operations/operation.ts";
import type { IntegratedAccount } from "../store/store.ts";
import type { Services } from "./services.ts";

type AccountCheck = UnifiedComponents["schemas"]["AccountCheck"];

const GOOD: Status = { status: "active", reason: null };

/** A refusal is what was asked for, so it is no error. Failures that will pass leave the status as it is. */
export async function checkAccount(
  { store, opener, places }: Services,
  { path: { id }, signal, facts }: Call<"checkAccount">,
): Promise<AccountCheck> {
  const { account, mdm, redact } = await opener.open(id);
  facts.account = account;
  facts.redact = redact;
  const note = (verdict: Status) => store.accounts.setStatus(id, { ...verdict, version: account.version });
  try {
    const organization = await places.within(account.id, () => mdm.check({ signal }));
    await note(GOOD);
    return checked(account, GOOD, organization);
  } catch (error) {
    const verdict = verdictOn(error);
    if (!verdict) throw error;
    await note(verdict);
    return checked(account, verdict);
  }
}

/** What was given is tried first, and takes the place of what is stored only if it works. */
export async function rotateAccount(
  { store, opener, places, assertAllowedValues }: Services,
  { path: { id }, body: { values }, signal, facts }: Call<"rotateAccount">,
): Promise<AccountCheck> {
  const before = await store.accounts.get(id);
  if (!before) throw noSuchAccount();
  facts.account = before;
  await assertAllowedValues(before.vendor, values);
  const { mdm, redact } = await opener.openWith(id, values);
  facts.redact = redact;
  const check = places.within(before.id, () => mdm.check({ signal }));
  const organization = await check.catch((error: unknown) => {
    throw refusal(error) ?? error;
  });
  const account = await store.accounts.update(id, { values });
  if (!account) throw noSuchAccount();
  facts.account = account;
  return checked(account, GOOD, organization);
}

function checked(
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

/** What a failure says of credentials and address; undefined for what will pass. */
function verdictOn(error: unknown): Status | undefined {
  if (!MdmError.is(error)) return undefined;
  return statusAfter(error) ?? (error.code === "connection" ? UNREACHABLE : undefined);
}

function refusal(error: unknown): GatewayError | undefined {
  const verdict = verdictOn(error);
  if (!verdict || !MdmError.is(error)) return undefined;
  const message = `${verdict.reason} Nothing was stored: the account keeps the credentials it has.`;
  return new GatewayError(422, message, { code: error.code });
}
