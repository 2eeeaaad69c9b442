import { given, isMobileApple, type PlannersOf } from "@mdmkit/unified/vendor";
import { invalidInput, NO_LOCK_MESSAGE, NO_SPACE, ONLY } from "../api/errors.ts";
import type { IvantiNeuronsDeviceRecord } from "../api/record.ts";
import { platformOf } from "../devices/platform.ts";
import type { IvantiNeuronsApi, IvantiNeuronsStep } from "../generated/api/client.ts";
import type { DeviceSpaces } from "../organizations/device-spaces.ts";
import type { ACTION_RULES } from "./action-rules.ts";
import { planAction, whileManaged } from "./plan-action.ts";
import { objectionTo, type ViabilityCheck } from "./viability.ts";

/**
 * What the vendor can do to a device, one at a time. Where it has a check that is asked first; where it has none, what
 * its guide says of platforms decides. No command id comes back.
 */
export function createActionPlanners(
  client: IvantiNeuronsApi,
  spaces: DeviceSpaces,
): PlannersOf<typeof ACTION_RULES, IvantiNeuronsDeviceRecord, IvantiNeuronsStep> {
  const checked = async (check: ViabilityCheck, { id }: IvantiNeuronsDeviceRecord, step: IvantiNeuronsStep) =>
    (await objectionTo(client, check, id)) ?? planAction(step);

  return {
    lock: (device, { pin, message, phone_number: phoneNumber }) => {
      if ((message || phoneNumber) && device.supportLockMessage === false) return NO_LOCK_MESSAGE;
      const body = { ...targets(device), ...given({ message, phoneNumber, osxLockPin: pin }) };
      return checked("checkLockViability", device, { operation: "lockDevices", body });
    },

    erase: (device, { pin }) => {
      const body = { ...targets(device), ...given({ osxWipePin: pin }) };
      return checked("checkWipeViability", device, { operation: "wipeDevices", body });
    },

    retire: (device) =>
      checked("checkRetireViability", device, { operation: "retireDevices", body: targets(device) }),

    sync: (device) => {
      const step = { operation: "forceDeviceCheckin", body: targets(device) } as const;
      return checked("checkForceCheckinViability", device, step);
    },

    disableLostMode: (device) => {
      const step = { operation: "disableLostMode", body: targets(device) } as const;
      return checked("checkDisableLostModeViability", device, step);
    },

    /** To a version, on iOS and iPadOS. */
    updateOs: (device, { version }) => {
      const body = { ...targets(device), version };
      return checked("checkOsUpdateViability", device, { operation: "scheduleOsUpdate", body });
    },

    restart: (device) => {
      if (!isMobileApple(platformOf(device)) || device.supervised !== true) return ONLY.supervisedIos;
      return whileManaged(device, { operation: "restartDevices", body: targets(device) });
    },

    /** Ends a lock. The vendor decides what the device requires afterwards. */
    unlock: (device) =>
      whileManaged(device, { operation: "unlockDevices", body: { ...targets(device), deviceUnlockPin: "" } }),

    /** The same command with a new passcode; agents older than 92 set 0000 whatever is sent. */
    clearPasscode: async (device, { new_passcode }) => {
      const deviceUnlockPin = new_passcode ?? "";
      if (!/^([a-zA-Z0-9]{6,8})?$/.test(deviceUnlockPin))
        throw invalidInput(
          "devices.clearPasscode",
          "`new_passcode` must be six to eight letters and digits.",
        );
      const body = { ...targets(device), deviceUnlockPin };
      return whileManaged(device, { operation: "unlockDevices", body });
    },

    sendMessage: async (device, { message }) => {
      const dmPartitionId = device.dmPartitionId ?? (await spaces.listed({ fresh: false })).ids[0];
      if (dmPartitionId === undefined) return NO_SPACE;
      const push = { sendPushNotification: true, pushNotificationMessage: message } as const;
      const noEmail = { sendEmail: false, emailSubject: "", emailBody: "" } as const;
      const body = { ...push, ...noEmail, dmPartitionId, deviceIds: targets(device).ids };
      return whileManaged(device, { operation: "sendDeviceMessage", body });
    },

    enableLostMode: async (device, { message, phone_number: phoneNumber, footnote }) => {
      if (footnote && footnote.length > 15)
        throw invalidInput("devices.enableLostMode", "`footnote` must have at most 15 characters.");
      const shown = { ...given({ phoneNumber }), ...(footnote && { changeFootnote: true, footnote }) };
      const body = { ...targets(device), message, ...shown };
      return whileManaged(device, { operation: "enableLostMode", body });
    },

    /** Continues after the response, at the device's next check-in. On Android the old owner's apps lose their data. */
    assignUser: async (device, { user_id }) => {
      if (!/^\d{1,15}$/.test(user_id))
        throw invalidInput(
          "devices.assignUser",
          "`user_id` must be the id of a user, which consists of digits.",
        );
      const platform = platformOf(device);
      const isSupervised = isMobileApple(platform) && device.supervised === true;
      if (!isSupervised && platform !== "android") return ONLY.assignable;
      const body = { accountId: Number(user_id), deviceIds: targets(device).ids };
      return whileManaged(device, { operation: "assignDevices", body });
    },
  };
}

const targets = ({ id }: IvantiNeuronsDeviceRecord) => ({ ids: [id] });
