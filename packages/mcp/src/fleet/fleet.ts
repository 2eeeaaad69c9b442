import type { ActionResult, Capability, Device, Mdm, UnifiedComponents, Vendor } from "@mdmkit/unified";

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
  "seq" | "integrated_account_id" | "resource" | "id" | "kind" | "origin" | "at" | "fields"
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

/** An action on a device. */
export type FleetAction = {
  /** The account of the device. */
  readonly account: FleetAccount;
  /** Id of the device. */
  readonly id: string;
  /** The action, as in `specs/unified`: `clear_passcode`. */
  readonly action: Schemas["DeviceActionName"];
  /** Its inputs. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** True sends nothing. */
  readonly dryRun: boolean;
  /** For actions that lock people out or destroy data: the id of the device. */
  readonly confirm?: string;
  /** Nothing is sent if owner or enrollment are others. */
  readonly ifUnchanged?: Partial<Device>;
};

/** How actions are sent. Without it, tools only read. */
export type FleetActions = {
  /** Whose plans these are. Others cannot run them. */
  readonly caller: string;
  /** Signs plans: 32 bytes that no client knows. All processes that serve one caller have the same. */
  readonly key: Uint8Array;
  /** Whether a plan is used for the first time, in any process. It is remembered at least until it expires. */
  redeem(plan: string, expiresAt: Date): Promise<boolean>;
  /** Plans an action, or sends it. */
  act(
    action: FleetAction,
    signal: AbortSignal,
  ): Promise<Pick<ActionResult, "status" | "command_id" | "reason" | "requests">>;
};

/** What the tools are made of: the accounts of one caller, from the configuration of a command line or from a gateway. */
export type Fleet = {
  /** The accounts that the caller may see. */
  accounts(): Promise<readonly FleetAccount[]>;
  /** Runs something with the connection of an account. */
  readonly use: UseConnection;
  /** What changed. */
  changes(query: ChangesQuery, signal: AbortSignal): Promise<ChangePage>;
  /** Present if actions are allowed. */
  readonly actions?: FleetActions;
  /** An error in words for strangers, without secrets. Undefined for one that is unexpected. */
  explain(error: unknown): string | undefined;
};
