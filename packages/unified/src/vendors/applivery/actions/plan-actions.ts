import type { AppliverySchemas, DevicePlatform } from "@mdmkit/applivery";
import type { PlannersOf, TakenInput, Unsupported } from "@mdmkit/unified/vendor";
import { entityId } from "../api/errors.ts";
import type { AppliveryDeviceRecord } from "../api/record.ts";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import { targetIn } from "../devices/target.ts";
import type { AppliveryStep } from "../generated/api/client.ts";
import type { ACTION_RULES } from "./action-rules.ts";
import { androidActions } from "./android-actions.ts";
import { aospActions } from "./aosp-actions.ts";
import { appleActions, applePlatformOf } from "./apple-actions.ts";
import { updateStep } from "./plan-updates.ts";
import type { ActionTarget, Planned, PlatformActions } from "./platform-actions.ts";
import { windowsActions } from "./windows-actions.ts";

const ACTIONS: Record<DevicePlatform, PlatformActions> = {
  apple: appleActions,
  android: androidActions,
  windows: windowsActions,
  aosp: aospActions,
};

const NAMES: Record<DevicePlatform, string> = {
  apple: "Apple devices",
  android: "Android devices",
  windows: "Windows devices",
  aosp: "AOSP devices",
};

/** What Applivery can do to a device. All of it is queued; only of Apple's commands does an id come back. */
export function createActionPlanners(
  workspace: AppliveryWorkspace,
): PlannersOf<typeof ACTION_RULES, AppliveryDeviceRecord, AppliveryStep> {
  const plan = async <Name extends keyof PlatformActions>(
    name: Name,
    device: AppliveryDeviceRecord,
    input: TakenInput<typeof ACTION_RULES, Name>,
  ): Promise<Planned> => {
    const target = actionTarget(device);
    if ("unsupported" in target) return target;
    const action = ACTIONS[target.platform][name];
    if (action) return action(target, input, workspace);
    return { unsupported: `Applivery does not support this action on ${NAMES[target.platform]}.` };
  };

  return {
    lock: (device, input) => plan("lock", device, input),
    erase: (device, input) => plan("erase", device, input),
    retire: (device) => plan("retire", device, {}),
    restart: (device) => plan("restart", device, {}),
    shutdown: (device) => plan("shutdown", device, {}),
    sync: (device) => plan("sync", device, {}),
    clearPasscode: (device, input) => plan("clearPasscode", device, input),
    enableLostMode: (device, input) => plan("enableLostMode", device, input),
    disableLostMode: (device) => plan("disableLostMode", device, {}),
    updateOs: (device, input) => plan("updateOs", device, input),

    async assignUser(device, { user_id }) {
      const target = actionTarget(device);
      if ("unsupported" in target) return target;
      if (user_id === null && target.platform !== "aosp") {
        return {
          unsupported: "Applivery can assign this device to another user, but cannot remove its user.",
        };
      }
      const mdmUserId = user_id === null ? undefined : entityId("devices.assignUser", "user_id", user_id);
      const change = { mdmUserId, endsAssignment: user_id === null };
      return updateStep(workspace, target, change);
    },

    /** Shown by Applivery's agent; without it the vendor returns that the record does not exist. */
    async sendMessage(device, { message }) {
      const target = actionTarget(device);
      if ("unsupported" in target) return target;
      const os = pushSystemOf(target);
      if (!os)
        return {
          unsupported: "Applivery requires the operating system of the device, but does not report it.",
        };
      const body = {
        os,
        identifier: target.id,
        app: "mdmAgent",
        type: "notification" as const,
        notification: { body: message },
      };
      const { organizationId } = workspace;
      return { operation: "sendPushNotification", path: { organizationId }, body };
    },
  };
}

function actionTarget(device: AppliveryDeviceRecord): ActionTarget | Unsupported {
  const target = targetIn(device);
  if (target) return { ...target, device };
  return { unsupported: "Applivery does not report the platform and record id of this device." };
}

/** How messages name an operating system; iPads are `ios`. */
function pushSystemOf({ platform, device }: ActionTarget): AppliverySchemas["PushNotification"]["os"] {
  if (platform !== "apple") return platform;
  const system = applePlatformOf(device);
  if (system === "macos") return "macos";
  return system === "ios" || system === "ipados" ? "ios" : undefined;
}
