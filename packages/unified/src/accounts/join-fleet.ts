import type { AccountOutcomes } from "./account-source.ts";
import { type JoinedFleet, joinDevices } from "./join-devices.ts";
import type { Entry } from "./linked-groups.ts";

/** What a joined fleet is of. Only fleets of the same accounts, read with the same filters, can be compared. */
export type FleetOf = {
  /** The vendor of each account by the name of the account; null for one that could not be read at all. */
  readonly accounts: Readonly<Record<string, string | null>>;
  /** The filters of the lists. */
  readonly filters: Readonly<Record<string, unknown>>;
  /** A hash of `remoteQuery`, whose values may be secret. Absent where there was none. */
  readonly remoteQueryHash?: string | undefined;
};

/** The devices of several accounts, joined, with the outcome of each account. */
export type CombinedFleet<Found, Account extends string = string> = JoinedFleet<Found> &
  AccountOutcomes<Account> & {
    /** The accounts and filters that the fleet is of. */
    readonly of: FleetOf;
  };

/** Joins all devices that combined lists found. */
export function joinFleet<Found extends Entry>(
  read: AccountOutcomes & { readonly records: readonly Found[] },
): CombinedFleet<Found> {
  const { records, outcomes, complete } = read;
  const plans = Object.entries(outcomes).map(([account, { plan }]) => ({ account, plan }));
  const keepsEnrollments = plans.flatMap(({ account, plan }) => (plan?.keepsEnrollments ? [account] : []));
  const plan = plans.find(({ plan }) => plan)?.plan;
  const of = {
    accounts: Object.fromEntries(plans.map(({ account, plan }) => [account, plan?.vendor ?? null])),
    // All accounts were given the same ones.
    filters: plan?.filters ?? {},
    remoteQueryHash: plan?.remoteQueryHash,
  };
  return { ...joinDevices(records, { keepsEnrollments }), of, outcomes, complete };
}
