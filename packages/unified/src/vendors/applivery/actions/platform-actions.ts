import type { Planned as PlannedOf, TakenInput } from "@mdmkit/unified/vendor";
import type { AppliveryDeviceRecord } from "../api/record.ts";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import type { Target } from "../devices/target.ts";
import type { AppliveryStep } from "../generated/api/client.ts";
import type { ACTION_RULES } from "./action-rules.ts";

type Rules = typeof ACTION_RULES;

/** A device an action is for, with the id its platform's calls want. */
export type ActionTarget = Target & { readonly device: AppliveryDeviceRecord };

export type Planned = PlannedOf<AppliveryStep>;

/** What one platform can do; an action it lacks is left out. */
export type PlatformActions = {
  readonly [Name in Exclude<keyof Rules, "sendMessage" | "assignUser">]?: (
    target: ActionTarget,
    input: TakenInput<Rules, Name>,
    workspace: AppliveryWorkspace,
  ) => Planned;
};
