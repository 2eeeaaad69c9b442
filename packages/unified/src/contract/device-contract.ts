import type { ActionRules, TakenInput } from "./action-rules.ts";
import type { ActionInputs, ActionName } from "./actions.ts";
import type { Drift } from "./drift.ts";
import type { CommandState, Device, DeviceCreate, DeviceFilters, DeviceUpdate } from "./model.ts";
import type { Plan, PlannedRequest } from "./plan.ts";
import type { ReadRequest, ResourceContract } from "./resource-contract.ts";

/** What a vendor can do with devices. */
export type DeviceContract<Raw extends object = object> = ResourceContract<
  Raw,
  Device,
  DeviceFilters,
  DeviceCreate,
  DeviceUpdate
> & {
  /** The plans of the actions that the vendor supports. */
  readonly actions?: ActionPlanners<Raw> | undefined;
  /** The vendor's record of a command of this device, by the `commandId` of the plan that sent it. */
  command?(id: string, commandId: string, request: ReadRequest): Promise<object>;
  /** Status of the command, mapped like records. Required with `command`. */
  mapCommand?(raw: object, drift?: Drift): CommandProgress;
  /**
   * For vendors whose list has no tags, so that they are looked up in the members of groups: the ids of devices that have the tag by
   * something else. Left out: tags are groups.
   */
  taggedApart?(tag: NonNullable<DeviceFilters["tags"]>, request: ReadRequest): Promise<readonly string[]>;
  /** On which platforms actions work and which inputs they use. The engine rejects the others; planners type their input by it. */
  readonly actionRules?: ActionRules;
};

/** The vendor's status of a command. */
export type CommandProgress = Pick<CommandState, "status" | "reason" | "updated_at">;

/** Plans for the actions of a vendor on a device. `raw` is a fresh read with `detail: "identity"`. */
export type ActionPlanners<Raw> = {
  [Name in ActionName]?: ActionPlanner<Raw, OrUndefined<ActionInputs[Name]>>;
};

/** An optional input may be undefined, also for callers who compile with `exactOptionalPropertyTypes`. */
type OrUndefined<Inputs> = {
  [Name in keyof Inputs]: object extends Pick<Inputs, Name> ? Inputs[Name] | undefined : Inputs[Name];
};

/** Why an action does not work on this device, although the vendor supports it. */
export type Unsupported = {
  /** Why, in one sentence. */
  readonly unsupported: string;
};

// A method's type, so that a vendor may demand a narrower input than the vocabulary's.
type ActionPlanner<Raw, Input> = {
  plan(raw: Raw, input: Input): Planned | Promise<Planned>;
}["plan"];

/** What the planner of an action returns. */
export type Planned<Step = PlannedRequest> = Plan<Step> | Unsupported;

/** The planners of the actions that a vendor has rules of: one for each, and none besides. Their input is what the rules take. */
export type PlannersOf<Rules extends ActionRules, Raw, Step> = {
  readonly [Name in keyof Rules & ActionName]: Rules[Name] extends { readonly inputs: object }
    ? (device: Raw, input: TakenInput<Rules, Name>) => Planned<Step> | Promise<Planned<Step>>
    : (device: Raw) => Planned<Step> | Promise<Planned<Step>>;
};
