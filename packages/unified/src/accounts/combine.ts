import { InvalidInputError } from "@mdmkit/runtime";
import { RESOURCES, type ResourceName } from "../contract/capabilities.ts";
import type {
  AccountOutcome,
  AccountOutcomes,
  AccountSource,
  ListSource,
  RECORD_NAMES,
} from "./account-source.ts";
import { createCombinedListing } from "./combined-listing.ts";
import type { CombinedFleet } from "./join-fleet.ts";

type ItemIn<Account, Resource extends ResourceName> = Account extends {
  readonly [Name in Resource]: { list(): AsyncIterable<infer Item> };
}
  ? Item
  : never;

/** A record and the account it was found in: `{ account: "hq", device }`, `{ account: "hq", user }` … */
export type Found<Accounts, Resource extends ResourceName = "devices"> = {
  [Name in keyof Accounts & string]: { account: Name } & {
    [Record in (typeof RECORD_NAMES)[Resource]]: ItemIn<Accounts[Name], Resource>;
  };
}[keyof Accounts & string];

type CombinedWalk<Accounts, Resource extends ResourceName> = AsyncIterable<Found<Accounts, Resource>> & {
  /** Outcome of the latest walk by account. Final when the walk ends. */
  readonly outcomes: Readonly<Partial<Record<keyof Accounts & string, AccountOutcome>>>;
  /** True only when every account's list is complete. */
  readonly complete: boolean;
} & (Resource extends "devices"
    ? {
        /** Reads all records and joins those of one physical device. Holds the whole fleet in memory. */
        join(): Promise<CombinedFleet<Found<Accounts>, keyof Accounts & string>>;
      }
    : unknown);

/**
 * The records of all accounts. An account that fails does not stop the others: when all have been read, the walk throws
 * `AccountsFailedError`. With `partial: true` it does not.
 */
export type CombinedListing<Accounts, Resource extends ResourceName = "devices"> = CombinedWalk<
  Accounts,
  Resource
> & {
  /** Every record in memory. Throws `AccountsFailedError` if an account cannot be read. */
  toArray(): Promise<Found<Accounts, Resource>[]>;
};

/** The records of the accounts that could be read. `outcomes` has the errors of the others. */
export type PartialListing<Accounts, Resource extends ResourceName = "devices"> = CombinedWalk<
  Accounts,
  Resource
> & {
  /** Every record in memory, with the outcome of each account. */
  toArray(): Promise<
    AccountOutcomes<keyof Accounts & string> & { readonly records: Found<Accounts, Resource>[] }
  >;
};

/** How many accounts are read at once. */
export type CombineOptions = {
  /** Accounts to read at the same time, each with one or two pages in memory. Default: 8. */
  concurrency?: number;
};

type OptionsIn<Account, Resource extends ResourceName> = Account extends {
  readonly [Name in Resource]: { list(options?: infer Options): unknown };
}
  ? NonNullable<Options>
  : never;

type Intersection<Union> = (Union extends unknown ? (member: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;

/** Filters and options that all accounts support. (The keys of a union type are those of all its members.) */
type SharedOptions<Options> = Pick<
  Intersection<Options>,
  Exclude<keyof Options, "cursor"> & keyof Intersection<Options>
>;

/** The resources that all accounts have, each with one list over all accounts. */
export type Combined<Accounts> = {
  readonly [Resource in ResourceName as Accounts[keyof Accounts] extends {
    readonly [Name in Resource]: ListSource;
  }
    ? Resource
    : never]: {
    list(
      options: SharedOptions<OptionsIn<Accounts[keyof Accounts], Resource>> & { partial: true },
    ): PartialListing<Accounts, Resource>;
    list(
      options?: SharedOptions<OptionsIn<Accounts[keyof Accounts], Resource>> & { partial?: false },
    ): CombinedListing<Accounts, Resource>;
  };
};

/**
 * Combines accounts of one or several vendors into one. At most `concurrency` accounts are read at once, each within its own
 * limits. If the list of an account fails, the walk over all throws `AccountsFailedError` at its end, unless `partial: true` asks
 * for what could be read.
 *
 * @example
 * const all = combine({ hq: connect(jumpcloud(options)), labs: connect(jamfPro(other)) });
 * for await (const { account, device } of all.devices.list()) console.log(account, device.name);
 */
export function combine<const Accounts extends Readonly<Record<string, AccountSource>>>(
  accounts: Accounts,
  { concurrency = 8 }: CombineOptions = {},
): Combined<Accounts> {
  if (!(concurrency >= 1)) throw new InvalidInputError("`concurrency` must be a number from 1 up.");
  const lists = RESOURCES.map((resource) => [
    resource,
    {
      list: ({ partial = false, ...options }: { partial?: boolean } = {}) =>
        createCombinedListing(accounts, { resource, options, concurrency, partial }),
    },
  ]);
  // The boundary: by name, each account has its own record type; the walk below treats all alike.
  return Object.fromEntries(lists) as Combined<Accounts>;
}
