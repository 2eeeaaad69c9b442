import type { AndroidCommand, ManagementMode } from "@mdmkit/applivery";
import { text } from "@mdmkit/unified/vendor";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import type { AppliveryPlan } from "../generated/api/client.ts";
import { removalStep } from "./plan-updates.ts";
import type { ActionTarget, Planned, PlatformActions } from "./platform-actions.ts";

const FULLY_MANAGED_ONLY = {
  unsupported: "Applivery supports this on fully managed devices only. This device has a work profile.",
};

/**
 * Android Enterprise. There is no command that wipes, but the end of management wipes a fully managed device, so
 * that is what `erase` does, and `retire` never does.
 */
export const androidActions: PlatformActions = {
  lock: (target, _input, workspace) =>
    fullyManaged(target, () => command(workspace, target, { type: "LOCK" })),
  restart: (target, _input, workspace) =>
    fullyManaged(target, () => command(workspace, target, { type: "REBOOT" })),
  clearPasscode: (target, { new_passcode }, workspace) =>
    fullyManaged(target, () =>
      command(workspace, target, {
        type: "RESET_PASSWORD",
        ...(new_passcode ? { newPassword: new_passcode } : {}),
      }),
    ),
  erase(target, _input, workspace) {
    if (modeOf(target) === "DEVICE_OWNER") return removalStep(workspace, target);
    return {
      unsupported:
        "Applivery has no command that wipes an Android device. Ending the management of a fully managed device wipes it, but this device is not fully managed.",
    };
  },
  retire(target, _input, workspace) {
    if (modeOf(target) === "PROFILE_OWNER")
      return command(workspace, target, { type: "RELINQUISH_OWNERSHIP" });
    return {
      unsupported:
        "Ending the management of a fully managed Android device wipes it. To wipe it, use `erase` or `delete`.",
    };
  },
  enableLostMode: (target, { message, phone_number }, workspace) =>
    command(workspace, target, {
      type: "START_LOST_MODE",
      startLostModeParams: {
        ...(text(message) && { lostMessage: { defaultMessage: text(message) ?? "" } }),
        ...(text(phone_number) && { lostPhoneNumber: { defaultMessage: text(phone_number) ?? "" } }),
      },
    }),
  disableLostMode: (target, _input, workspace) =>
    command(workspace, target, { type: "STOP_LOST_MODE", stopLostModeParams: {} }),
};

function command(
  { organizationId }: AppliveryWorkspace,
  { id }: ActionTarget,
  body: AndroidCommand,
): AppliveryPlan {
  return { operation: "createAndroidCommand", path: { organizationId, emmDeviceId: id }, body };
}

function fullyManaged(target: ActionTarget, plan: () => AppliveryPlan): Planned {
  return modeOf(target) === "PROFILE_OWNER" ? FULLY_MANAGED_ONLY : plan();
}

function modeOf({ device }: ActionTarget): ManagementMode | undefined {
  return device.android?.managementMode ?? device.managementMode;
}
