import { AbortedError, MdmError } from "@mdmkit/runtime";
import type { Mdm, Vendor } from "@mdmkit/unified";
import { GatewayError } from "../errors/gateway-error.ts";
import { type Log, placeOf } from "../observe/log.ts";
import type { CallFacts } from "../operations/call-facts.ts";
import type { Redact } from "../secrets/redaction.ts";
import type { AccountStatus, ApiToken, IntegratedAccount, Store } from "../store/store.ts";
import { type CallPlaces, type Place, UNCOUNTED } from "./call-limits.ts";
import type { AccountOpener } from "./open-accounts.ts";

/** Runs something with an account, and keeps its status by how that went. */
export type UseAccount = <Result>(
  call: {
    readonly facts: CallFacts;
    readonly query: { readonly integrated_account_id: string };
    /** The vendor is not called, so that it counts for nothing how many calls of the account are under way. */
    readonly sendsNothing?: boolean;
  },
  /** What the vendor must be able to do: `devices.list`. Left out: nothing. */
  capability: string | undefined,
  run: (mdm: Mdm<Vendor>, account: AccountInUse) => Result | Promise<Result>,
) => Promise<Result>;

export type AccountInUse = {
  readonly redact: Redact;
  /** Of this call among those of the account. */
  readonly place: Place;
  /** For what goes on after `run` has ended: throws once the token or the account is not what it was when the call came. */
  readonly assertStillUsable: () => Promise<void>;
  /** For what fails after `run` has ended: a list that breaks off in the middle of a stream. */
  readonly brokeOff: (error: unknown) => Promise<void>;
};

export function createUseAccount({ store, opener, log, places }: Parts): UseAccount {
  /** Whatever happens to the note, what the vendor did is done. */
  async function noteStatus(account: IntegratedAccount, { status, reason }: Status): Promise<void> {
    if (account.status === status) return;
    await store.accounts
      .setStatus(account.id, { status, reason, version: account.version })
      .catch((error: unknown) => log("error", "status-lost", { account: account.id, ...placeOf(error) }));
  }

  return async ({ facts, query, sendsNothing }, capability, run) => {
    const id = query.integrated_account_id;
    assertMayUse(facts, id);
    const { account, mdm, redact } = await opener.open(id, facts.found);
    facts.account = account;
    facts.redact = redact;
    if (capability !== undefined && !mdm.supports(capability)) {
      const message = `${mdm.vendor.name} cannot do this; /unified/mdm/capabilities tells what it can. Nothing was sent.`;
      throw new GatewayError(405, message);
    }
    const failed = async (error: unknown) => {
      const status = statusAfter(error);
      if (status) await noteStatus(account, status);
    };
    const brokeOff = async (error: unknown) => {
      if (MdmError.is(error) && error.code === "aborted") return;
      const what = MdmError.is(error) ? { code: error.code } : placeOf(error);
      log("warn", "broke-off", { request_id: facts.requestId, account: account.id, ...what });
      await failed(error);
    };
    const assertStillUsable = () => assertUnchanged(store, facts.token, account);
    const work = (place: Place) => run(mdm, { redact, place, assertStillUsable, brokeOff });
    try {
      const result = await (sendsNothing ? work(UNCOUNTED) : places.within(account.id, work));
      if (facts.sent.length > 0) await noteStatus(account, { status: "active", reason: null });
      return result;
    } catch (error) {
      await failed(error);
      throw error;
    }
  };
}

function assertMayUse({ token }: CallFacts, account: string): void {
  if (token && (token.accounts === "all" || token.accounts.includes(account.toLowerCase()))) return;
  throw new GatewayError(403, "The token may not use this integrated account.");
}

async function assertUnchanged(
  { tokens, accounts }: Store,
  token: ApiToken | undefined,
  { id, version }: IntegratedAccount,
): Promise<void> {
  const [isValid, account] = await Promise.all([token && tokens.isValid(token.id), accounts.get(id)]);
  if (!isValid) throw new AbortedError("The token has been revoked, or has expired.");
  if (account?.version === version) return;
  throw new AbortedError("The integrated account was deleted, or has other credentials now. Begin again.");
}

type Parts = {
  readonly store: Store;
  readonly opener: AccountOpener;
  readonly log: Log;
  readonly places: CallPlaces;
};
/** How an account stands, and why. */
export type Status = { readonly status: AccountStatus; readonly reason: string | null };

/** Of an account whose vendor cannot be reached where it should be. */
export const UNREACHABLE: Status = {
  status: "error",
  reason: "There is no connection to the vendor's address.",
};

/** What a failure says of the account: nothing, unless it will not pass by itself. */
export function statusAfter(error: unknown): Status | undefined {
  if (!MdmError.is(error)) return undefined;
  if (error.code === "authentication")
    return { status: "needs_reauth", reason: "The vendor refuses the credentials." };
  if (error.code === "connection" && !error.retryable) return UNREACHABLE;
  if (error.code === "invalid-response" && error.status !== undefined && !error.retryable)
    return { status: "error", reason: "What answers at the vendor's address is not its API." };
  return undefined;
}
