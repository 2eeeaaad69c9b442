import { given, text } from "@mdmkit/unified/vendor";
import type { IntuneDeviceRecord } from "../api/record.ts";
import type { IntuneApi, IntunePlan } from "../generated/api/client.ts";
import type { Input } from "./action-rules.ts";
import { assignmentStep } from "./plan-updates.ts";

type Step = IntunePlan["steps"][number];
type Path = { managedDeviceId: string };

/** Actions that take nothing but the device. */
type PlainAction =
  | "remoteLock"
  | "retire"
  | "rebootNow"
  | "shutDown"
  | "syncDevice"
  | "resetPasscode"
  | "bypassActivationLock"
  | "disableLostMode";

/** The most characters of a title that the Company Portal shows. */
const LONGEST_TITLE = 50;

/** All of them are accepted without an id; what became of them is part of the device's record, if anywhere. */
export function createActionPlanners(client: IntuneApi) {
  return {
    lock: plain("remoteLock"),
    retire: plain("retire"),
    sync: plain("syncDevice"),
    clearPasscode: plain("resetPasscode"),
    clearActivationLock: plain("bypassActivationLock"),
    restart: plain("rebootNow"),
    shutdown: plain("shutDown"),
    disableLostMode: plain("disableLostMode"),

    /** The code of a Mac is refused by other devices, so it is sent to Macs only. */
    erase: (device: IntuneDeviceRecord, { pin }: Input<"erase">) =>
      planned(device, (path) => ({
        operation: "wipe",
        path,
        ...(pin !== null && { body: { macOsUnlockCode: pin } }),
      })),

    enableLostMode(device: IntuneDeviceRecord, input: Input<"enableLostMode">): IntunePlan {
      const { message, phone_number: phoneNumber, footnote: footer } = input;
      const body = given({ message, phoneNumber, footer });
      return planned(device, (path) => ({ operation: "enableLostMode", path, body }));
    },

    /** A notification has a title; it is the beginning of the message. */
    sendMessage(device: IntuneDeviceRecord, { message }: Input<"sendMessage">): IntunePlan {
      const body = { notificationTitle: message.slice(0, LONGEST_TITLE), notificationBody: message };
      return planned(device, (path) => ({
        operation: "sendCustomNotificationToCompanyPortal",
        path,
        body,
      }));
    },

    assignUser: (device: IntuneDeviceRecord, { user_id }: Input<"assignUser">): IntunePlan =>
      planned(device, ({ managedDeviceId }) =>
        assignmentStep(client, managedDeviceId, user_id, ["devices.assignUser", "user_id"]),
      ),
  };
}

const plain =
  (operation: PlainAction) =>
  (device: IntuneDeviceRecord): IntunePlan =>
    planned(device, (path) => ({ operation, path }));

function planned({ id }: IntuneDeviceRecord, step: (path: Path) => Step): IntunePlan {
  return { steps: [step({ managedDeviceId: text(id) ?? "" })] };
}
