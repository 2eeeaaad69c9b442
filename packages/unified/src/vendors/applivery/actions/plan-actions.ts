import type { AppliverySchemas, DevicePlatform } from "@mdmkit/applivery";
import type { Unsupported } from "@mdmkit/unified/vendor";
import { entityId } from "../api/errors.ts";
import type { AppliveryDeviceRecord } from "../api/record.ts";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import { targetIn } from "../devices/target.ts";
import { androidActions } from "./android-actions.ts";
import { aospActions } from "./aosp-actions.ts";
import { appleActions, applePlatformOf } from "./apple-actions.ts";
import { updateStep } from "./plan-updates.ts";
import type { ActionTarget, Inputs, Planned, PlatformActions } from "./platform-actions.ts";
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
export function createActionPlanners(workspace: AppliveryWorkspace) {
  const plan =
    <Name extends keyof PlatformActions>(name: Name) =>
    async (device: AppliveryDeviceRecord, input: Inputs[Name]): Promise<Planned> => {
      const target = actionTarget(device);
      if ("unsupported" in target) return target;
      const action = ACTIONS[target.platform][name];
      if (action) return action(target, input, workspace);
      return { unsupported: `Applivery does not support this action on ${NAMES[target.platform]}.` };
    };

  return {
    lock: plan("lock"),
    erase: plan("erase"),
    retire: plan("retire"),
    restart: plan("restart"),
    shutdown: plan("shutdown"),
    sync: plan("sync"),
    clearPasscode: plan("clearPasscode"),
    enableLostMode: plan("enableLostMode"),
    disableLostMode: plan("disableLostMode"),
    updateOs: plan("updateOs"),

    async assignUser(device: AppliveryDeviceRecord, { user_id }: Inputs["assignUser"]): Promise<Planned> {
      const target = actionTarget(device);
      if ("unsupported" in target) return target;
      if (user_id === null && target.platform !== "aosp") {
        return {
          unsupported: "Applivery can assign this device to another user, but cannot remove its user.",
        };
      }
      const mdmUserId = user_id === null ? undefined : entityId("devices.assignUser", "user_id", user_id);
      const change = { mdmUserId, endsAssignment: user_id === null };
      return { steps: [updateStep(workspace, target, change)] };
    },

    /** Shown by Applivery's agent; without it the vendor returns that the record does not exist. */
    async sendMessage(device: AppliveryDeviceRecord, { message }: Inputs["sendMessage"]): Promise<Planned> {
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
      return { steps: [{ operation: "sendPushNotification", path: { organizationId }, body }] };
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
