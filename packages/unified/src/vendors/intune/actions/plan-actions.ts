import { given, type PlannersOf, text } from "@mdmkit/unified/vendor";
import type { IntuneDeviceRecord } from "../api/record.ts";
import type { IntuneApi, IntuneStep } from "../generated/api/client.ts";
import type { ACTION_RULES } from "./action-rules.ts";
import { assignmentStep } from "./plan-updates.ts";

/** The most characters of a title that the Company Portal shows. */
const LONGEST_TITLE = 50;

const pathOf = ({ id }: IntuneDeviceRecord) => ({ managedDeviceId: text(id) ?? "" });

/** All of them are accepted without an id; what became of them is part of the device's record, if anywhere. */
export function createActionPlanners(
  client: IntuneApi,
): PlannersOf<typeof ACTION_RULES, IntuneDeviceRecord, IntuneStep> {
  return {
    lock: (device) => ({ operation: "remoteLock", path: pathOf(device) }),
    retire: (device) => ({ operation: "retire", path: pathOf(device) }),
    sync: (device) => ({ operation: "syncDevice", path: pathOf(device) }),
    clearPasscode: (device) => ({ operation: "resetPasscode", path: pathOf(device) }),
    clearActivationLock: (device) => ({ operation: "bypassActivationLock", path: pathOf(device) }),
    restart: (device) => ({ operation: "rebootNow", path: pathOf(device) }),
    shutdown: (device) => ({ operation: "shutDown", path: pathOf(device) }),
    disableLostMode: (device) => ({ operation: "disableLostMode", path: pathOf(device) }),

    /** The code of a Mac is refused by other devices, so it is sent to Macs only. */
    erase: (device, { pin }) => ({
      operation: "wipe",
      path: pathOf(device),
      ...(pin !== null && { body: { macOsUnlockCode: pin } }),
    }),
    enableLostMode: (device, { message, phone_number: phoneNumber, footnote: footer }) => ({
      operation: "enableLostMode",
      path: pathOf(device),
      body: given({ message, phoneNumber, footer }),
    }),
    /** A notification has a title; it is the beginning of the message. */
    sendMessage: (device, { message }) => ({
      operation: "sendCustomNotificationToCompanyPortal",
      path: pathOf(device),
      body: { notificationTitle: message.slice(0, LONGEST_TITLE), notificationBody: message },
    }),
    assignUser: (device, { user_id }) =>
      assignmentStep(client, pathOf(device), user_id, ["devices.assignUser", "user_id"]),
  };
}
