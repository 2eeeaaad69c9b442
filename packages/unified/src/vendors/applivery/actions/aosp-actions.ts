import type { AppliveryWorkspace } from "../api/workspace.ts";
import type { AppliveryPlan } from "../generated/api/client.ts";
import { removalStep } from "./plan-updates.ts";
import type { ActionTarget, PlatformActions } from "./platform-actions.ts";

/** Android without Google's services. A passcode has no documented place in a command, so there is none to clear. */
export const aospActions: PlatformActions = {
  lock: (target, _input, workspace) => command(workspace, target, "LOCK"),
  restart: (target, _input, workspace) => command(workspace, target, "REBOOT"),
  retire: (target, _input, workspace) => removalStep(workspace, target),
  erase: () => ({
    unsupported:
      "Applivery wipes AOSP devices with flags whose values are undocumented. Pass them to `raw.removeAospDevice`.",
  }),
};

function command(
  { organizationId }: AppliveryWorkspace,
  { id }: ActionTarget,
  name: "LOCK" | "REBOOT",
): AppliveryPlan {
  const path = { organizationId, aosDeviceId: id };
  return { operation: "createAospCommand", path, body: { command: name } };
}
