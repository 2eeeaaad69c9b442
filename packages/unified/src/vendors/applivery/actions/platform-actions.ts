import type { ActionInputs, ActionName, Unsupported } from "@mdmkit/unified/vendor";
import type { AppliveryDevice } from "../api/record.ts";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import type { Target } from "../devices/target.ts";
import type { AppliveryPlan } from "../generated/api/client.ts";

/** Six digits for a Mac, which asks for them afterwards; null for devices that take none. */
type PinInput = { pin: string | null };

/** What actions take here; the rest of the vocabulary Applivery does not have. */
export type Inputs = Pick<
  ActionInputs,
  | "retire"
  | "restart"
  | "shutdown"
  | "sync"
  | "clearPasscode"
  | "enableLostMode"
  | "disableLostMode"
  | "assignUser"
> & {
  lock: Omit<ActionInputs["lock"], "pin"> & PinInput;
  erase: PinInput;
  sendMessage: Pick<ActionInputs["sendMessage"], "message">;
  updateOs: Omit<ActionInputs["updateOs"], "version"> & { version: string };
};

type SupportedAction = keyof Inputs & ActionName;

/** A device an action is for, with the id its platform's calls want. */
export type ActionTarget = Target & { readonly device: AppliveryDevice };

export type Planned = AppliveryPlan | Unsupported;

/** What one platform can do; an action it lacks is left out. */
export type PlatformActions = {
  readonly [Name in Exclude<SupportedAction, "sendMessage" | "assignUser">]?: (
    target: ActionTarget,
    input: Inputs[Name],
    workspace: AppliveryWorkspace,
  ) => Planned;
};
