import { AbortedError, MdmError } from "@mdmkit/runtime";
import type { Capability, Mdm, Vendor } from "@mdmkit/unified";
import { GatewayError } from "../errors/gateway-error.ts";
import { errorLocation, type Log } from "../observe/log.ts";
import type { CallDetails } from "../operations/call-details.ts";
import type { Redact } from "../secrets/redaction.ts";
import type { AccountStatus, ApiToken, IntegratedAccount, Store } from "../store/store.ts";
import { type CallLimit, type Permit, UNLIMITED } from "./call-limit.ts";
import type { AccountOpener } from "./open-accounts.ts";

/** Runs something with an account, and updates the status of the account by the result. */
export type UseAccount = <Result>(
  call: {
    readonly details: CallDetails;
    readonly query: { readonly integrated_account_id: string };
    /** False for a call that sends nothing: it is not counted among the calls of the account. Default: true. */
    readonly callsVendor?: boolean;
  },
  /** What the vendor must support, such as `devices.list`; undefined for nothing. */
  capability: Capability | undefined,
  run: (mdm: Mdm<Vendor>, account: AccountInUse) => Result | Promise<Result>,
) => Promise<Result>;

export type AccountInUse = {
  readonly account: IntegratedAccount;
  readonly vendor: Vendor;
  readonly redact: Redact;
  readonly permit: Permit;
  /** For what continues after `run`: throws once the token or the account has changed since the call began. */
  readonly assertStillUsable: () => Promise<void>;
  /** For errors after `run`, such as a list that fails in the middle of a stream. */
  readonly reportFailure: (error: unknown) => Promise<void>;
};

type Parts = {
  readonly store: Store;
  readonly opener: AccountOpener;
  readonly log: Log;
  readonly callLimit: CallLimit;
};

/** The status of an account, and the reason for it. */
export type Status = { readonly status: AccountStatus; readonly reason: string | null };

export const UNREACHABLE: Status = { status: "error", reason: "Cannot connect to the vendor's address." };

export function createUseAccount({ store, opener, log, callLimit }: Parts): UseAccount {
  /** A failure to store the status does not change the result of the call. */
  async function setStatus(account: IntegratedAccount, { status, reason }: Status): Promise<void> {
    if (account.status === status) return;
    await store.accounts
      .setStatus(account.id, { status, reason, version: account.version })
      .catch((error: unknown) =>
        log("error", "status-lost", { account: account.id, ...errorLocation(error) }),
      );
  }

  async function setStatusAfter(account: IntegratedAccount, error: unknown): Promise<void> {
    const status = statusAfter(error);
    if (status) await setStatus(account, status);
  }

  return async ({ details, query, callsVendor = true }, capability, run) => {
    const id = query.integrated_account_id;
    assertAllowed(details, id);
    const { account, mdm, vendor, redact } = await opener.open(id, details.requestedAccount);
    details.account = account;
    details.redact = redact;
    if (capability !== undefined && !mdm.supports(capability)) throw unsupported(mdm.vendor.name);
    const reportFailure = async (error: unknown) => {
      if (MdmError.is(error) && error.code === "aborted") return;
      const what = MdmError.is(error) ? { code: error.code } : errorLocation(error);
      log("warn", "failed-after-start", { request_id: details.requestId, account: account.id, ...what });
      await setStatusAfter(account, error);
    };
    const assertStillUsable = () => assertUnchanged(store, details.token, account);
    const work = (permit: Permit) =>
      run(mdm, { account, vendor, redact, permit, assertStillUsable, reportFailure });
    try {
      const result = await (callsVendor ? callLimit.run(account.id, work) : work(UNLIMITED));
      if (details.sent.length > 0 && !details.hasOwnCredentials)
        await setStatus(account, { status: "active", reason: null });
      return result;
    } catch (error) {
      if (!details.hasOwnCredentials) await setStatusAfter(account, error);
      throw error;
    }
  };
}

/** Throws 403 when the token of a call must not use an account. */
export function assertAllowed({ token }: CallDetails, account: string): void {
  if (token && (token.accounts === "all" || token.accounts.includes(account))) return;
  throw new GatewayError(403, "The token is not allowed to use this integrated account.");
}

function unsupported(vendor: string): GatewayError {
  return new GatewayError(
    405,
    `${vendor} does not support this. Nothing was sent. /unified/mdm/capabilities lists what it supports.`,
  );
}

async function assertUnchanged(
  { tokens, accounts }: Store,
  token: ApiToken | undefined,
  { id, version }: IntegratedAccount,
): Promise<void> {
  const [isValid, account] = await Promise.all([token && tokens.isValid(token.id), accounts.get(id)]);
  if (!isValid) throw new AbortedError("The token was revoked or has expired.");
  if (account?.version === version) return;
  throw new AbortedError("The integrated account was deleted or has new credentials.", {
    advice: "Start the request again.",
  });
}

/** The status that a failure gives an account; undefined for a temporary failure, and for one that is not about the account. */
export function statusAfter(error: unknown): Status | undefined {
  if (!MdmError.is(error)) return undefined;
  if (error.code === "authentication")
    return { status: "needs_reauth", reason: "The vendor rejected the credentials." };
  if (error.code === "connection" && !error.retryable) return UNREACHABLE;
  if (error.code === "invalid-response" && error.status !== undefined && !error.retryable)
    return { status: "error", reason: "The server at the vendor's address is not the vendor's API." };
  return undefined;
}
