import type { ActionName, Unsupported } from "@mdmkit/unified/vendor";
import type { AppliveryDeviceRecord } from "../api/record.ts";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import type { Target } from "../devices/target.ts";
import type { AppliveryPlan } from "../generated/api/client.ts";
import type { Input, Rules } from "./action-rules.ts";

/** What actions take here; the rest of the vocabulary Applivery does not have. */
export type Inputs = { [Name in keyof Rules]: Input<Name> } & { retire: object };

type SupportedAction = keyof Inputs & ActionName;

/** A device an action is for, with the id its platform's calls want. */
export type ActionTarget = Target & { readonly device: AppliveryDeviceRecord };

export type Planned = AppliveryPlan | Unsupported;

/** What one platform can do; an action it lacks is left out. */
export type PlatformActions = {
  readonly [Name in Exclude<SupportedAction, "sendMessage" | "assignUser">]?: (
    target: ActionTarget,
    input: Inputs[Name],
    workspace: AppliveryWorkspace,
  ) => Planned;
};
