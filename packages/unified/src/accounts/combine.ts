import { InvalidInputError } from "@mdmkit/runtime";
import { RESOURCES, type ResourceName } from "../contract/capabilities.ts";
import type { AccountOutcome, AccountSource, ListSource, RECORD_NAMES } from "./account-source.ts";
import { createCombinedListing } from "./combined-listing.ts";
import type { JoinedFleet } from "./join-devices.ts";

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

/** The records of all accounts at once. An account that fails is told in `outcomes`; the others go on. */
export type CombinedListing<Accounts, Resource extends ResourceName = "devices"> = AsyncIterable<
  Found<Accounts, Resource>
> & {
  toArray(): Promise<Found<Accounts, Resource>[]>;
  /** Of the latest walk, by account; final when it ends. */
  readonly outcomes: Readonly<Partial<Record<keyof Accounts & string, AccountOutcome>>>;
  /** True only when every account's list is complete. */
  readonly complete: boolean;
} & (Resource extends "devices"
    ? {
        /** Reads everything and joins the records of one physical device. Needs memory for the whole fleet. */
        join(): Promise<JoinedFleet<Found<Accounts>>>;
      }
    : unknown);

export type CombineOptions = {
  /** Accounts read at the same time, each with a page or two in memory. Default: 8. */
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

/** Filters and options that every one of the accounts understands; the keys of a union are those all members have. */
type SharedOptions<Options> = Pick<
  Intersection<Options>,
  Exclude<keyof Options, "cursor"> & keyof Intersection<Options>
>;

/** The resources that every account has, each with a list of all. */
export type Combined<Accounts> = {
  readonly [Resource in ResourceName as Accounts[keyof Accounts] extends {
    readonly [Name in Resource]: ListSource;
  }
    ? Resource
    : never]: {
    list(
      options?: SharedOptions<OptionsIn<Accounts[keyof Accounts], Resource>>,
    ): CombinedListing<Accounts, Resource>;
  };
};

/**
 * Many accounts as one, of one vendor or several: `combine({ hq: connect(jumpcloud(…)), labs: connect(jamfPro(…)) })`.
 * At most `concurrency` accounts are read at once; each keeps to its own limits.
 */
export function combine<const Accounts extends Readonly<Record<string, AccountSource>>>(
  accounts: Accounts,
  { concurrency = 8 }: CombineOptions = {},
): Combined<Accounts> {
  if (!(concurrency >= 1)) throw new InvalidInputError("`concurrency` must be a number from 1 up.");
  const lists = RESOURCES.map((resource) => [
    resource,
    { list: (options?: object) => createCombinedListing(accounts, { resource, options, concurrency }) },
  ]);
  // The boundary: by name, each account has its own record type; the walk below treats all alike.
  return Object.fromEntries(lists) as Combined<Accounts>;
}
