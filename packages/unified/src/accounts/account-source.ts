import type { MdmError } from "@mdmkit/runtime";
import type { ResourceName } from "../contract/capabilities.ts";
import type { Listing, ListPlan } from "../contract/listing.ts";
import type { ListReport } from "../contract/model.ts";

/** Anything with lists of records, such as the result of `connect`. */
export type AccountSource = { readonly [Resource in ResourceName]?: ListSource };

export type ListSource = { list(options?: never): Listing<{ id: string }> };

/** Property name of a record in the results of `combine`. */
export const RECORD_NAMES = {
  devices: "device",
  users: "user",
  apps: "app",
  organizations: "organization",
  groups: "group",
} as const satisfies Record<ResourceName, string>;

/** The outcome of one account's list: its report, and the error if it failed. */
export type AccountOutcome = {
  /** The list's report, also of a list that failed. */
  readonly report: Readonly<ListReport>;
  /** Absent if the list could not be created, for example of a resource that the vendor lacks. */
  readonly plan?: ListPlan | undefined;
  /** Why the list failed. */
  readonly error?: MdmError | undefined;
};

/** Outcome of the list of each account. A result of several accounts has them. */
export type AccountOutcomes<Account extends string = string> = {
  /** By the name of the account. */
  readonly outcomes: Readonly<Record<Account, AccountOutcome>>;
  /** True only when the list of every account is complete. */
  readonly complete: boolean;
};
