import { appleModel, text, type Unsupported } from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import type { IntuneDeviceRecord } from "../api/record.ts";
import { platformOf } from "../devices/platform.ts";
import type { IntuneApi, IntunePlan } from "../generated/api/client.ts";
import type { Input } from "./action-rules.ts";
import { assignmentStep } from "./plan-updates.ts";

type Planned = IntunePlan | Unsupported;
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
    lock: (device: IntuneDeviceRecord) => planned(device, plain("remoteLock")),
    retire: (device: IntuneDeviceRecord) => planned(device, plain("retire")),
    sync: (device: IntuneDeviceRecord) => planned(device, plain("syncDevice")),
    clearPasscode: (device: IntuneDeviceRecord) => planned(device, plain("resetPasscode")),
    clearActivationLock: (device: IntuneDeviceRecord) => planned(device, plain("bypassActivationLock")),
    restart: (device: IntuneDeviceRecord) => notSupervised(device) ?? planned(device, plain("rebootNow")),
    shutdown: (device: IntuneDeviceRecord) => notSupervised(device) ?? planned(device, plain("shutDown")),
    disableLostMode: (device: IntuneDeviceRecord) =>
      notSupervised(device) ?? planned(device, plain("disableLostMode")),

    /** The code of a Mac is refused by other devices, so it is sent to Macs only. */
    erase: (device: IntuneDeviceRecord, { pin }: Input<"erase">) =>
      planned(device, (path) => ({
        operation: "wipe",
        path,
        ...(pin !== null && { body: { macOsUnlockCode: pin } }),
      })),

    enableLostMode(device: IntuneDeviceRecord, input: Input<"enableLostMode">): Planned {
      const [message, phoneNumber] = [text(input.message), text(input.phone_number)];
      const footer = text(input.footnote);
      const body = {
        ...(message && { message }),
        ...(phoneNumber && { phoneNumber }),
        ...(footer && { footer }),
      };
      const plan =
        notSupervised(device) ?? planned(device, (path) => ({ operation: "enableLostMode", path, body }));
      if ("unsupported" in plan || message || phoneNumber) return plan;
      throw invalidInput(
        "devices.enableLostMode",
        "Set `message` or `phone_number`. Lost mode requires one of them.",
      );
    },

    /** A notification has a title; it is the beginning of the message. */
    sendMessage(device: IntuneDeviceRecord, { message }: Input<"sendMessage">): Planned {
      const body = { notificationTitle: message.slice(0, LONGEST_TITLE), notificationBody: message };
      return planned(device, (path) => ({
        operation: "sendCustomNotificationToCompanyPortal",
        path,
        body,
      }));
    },

    assignUser: (device: IntuneDeviceRecord, { user_id }: Input<"assignUser">): Planned =>
      planned(device, ({ managedDeviceId }) =>
        assignmentStep(client, managedDeviceId, user_id, ["devices.assignUser", "user_id"]),
      ),
  };
}

const plain =
  (operation: PlainAction) =>
  (path: Path): Step => ({ operation, path });

function planned({ id }: IntuneDeviceRecord, step: (path: Path) => Step): IntunePlan {
  return { steps: [step({ managedDeviceId: text(id) ?? "" })] };
}

/** Of a device that has not reported yet it is not known. */
function notSupervised(device: IntuneDeviceRecord): Unsupported | undefined {
  const platform = platformOf(device, appleModel([device.model]));
  if (platform !== "ios" && platform !== "ipados") return undefined;
  if (device.isSupervised !== false || !text(device.osVersion)) return undefined;
  return { unsupported: "Apple supports this on supervised devices only. This device is not supervised." };
}
