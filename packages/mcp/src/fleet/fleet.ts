import type { Capability, Mdm, UnifiedComponents, Vendor } from "@mdmkit/unified";

type Schemas = UnifiedComponents["schemas"];

/** An account whose devices the tools can see. */
export type FleetAccount = {
  /** What selects it. */
  readonly id: string;
  /** What people call it; may be the id. */
  readonly name: string;
  /** Vendor id: `jumpcloud`. */
  readonly vendor: string;
};

/** Runs something with the connection of an account. `capability` is what the vendor must support. */
export type UseConnection = <Result>(
  account: FleetAccount,
  call: { readonly capability: Capability | undefined; readonly signal: AbortSignal },
  run: (mdm: Mdm<Vendor>) => Promise<Result>,
) => Promise<Result>;

/** A query of changes. */
export type ChangesQuery = {
  /** The accounts that it is about. */
  readonly accounts: readonly FleetAccount[];
  /** `next` of an earlier page; undefined for the first. */
  readonly after: number | undefined;
  /** Changes at most. */
  readonly limit: number;
};

/** A change to a record, as in the feed of stored fleets. */
export type FleetChange = Pick<
  Schemas["FleetChange"],
  "seq" | "integrated_account_id" | "resource" | "id" | "kind" | "at" | "fields"
>;

/** Changes, the oldest first. */
export type ChangePage = {
  /** The changes. */
  readonly changes: readonly FleetChange[];
  /** What `after` takes to continue. */
  readonly next: number;
  /** Whether more changes are known already. */
  readonly more: boolean;
  /** Since when, or what is missing; for people. */
  readonly problems: readonly string[];
};

/** What the tools are made of: the accounts of one caller, from the configuration of a command line or from a gateway. */
export type Fleet = {
  /** The accounts that the caller may see. */
  accounts(): Promise<readonly FleetAccount[]>;
  /** Runs something with the connection of an account. */
  readonly use: UseConnection;
  /** What changed. */
  changes(query: ChangesQuery, signal: AbortSignal): Promise<ChangePage>;
  /** An error in words for strangers, without secrets. Undefined for one that is unexpected. */
  explain(error: unknown): string | undefined;
};
