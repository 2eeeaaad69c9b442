import { given, isUuid, type PlannersOf, text } from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import type { IruDeviceRecord } from "../api/record.ts";
import type { IruStep } from "../generated/api/client.ts";
import type { ACTION_RULES } from "./action-rules.ts";

const pathOf = (device: IruDeviceRecord) => ({ device_id: text(device.device_id) ?? "" });

/** No response names the command; `raw.listDeviceCommands` lists those of a device. */
export const actionPlanners: PlannersOf<typeof ACTION_RULES, IruDeviceRecord, IruStep> = {
  restart: (device) => ({ operation: "restartDevice", path: pathOf(device) }),
  shutdown: (device) => ({ operation: "shutDownDevice", path: pathOf(device) }),
  sync: (device) => ({ operation: "updateInventory", path: pathOf(device) }),
  retire: (device) => ({ operation: "deleteDevice", path: pathOf(device) }),
  clearPasscode: (device) => ({ operation: "clearPasscode", path: pathOf(device) }),
  lock: (device, { message, phone_number }) => ({
    operation: "lockDevice",
    path: pathOf(device),
    body: given({ Message: message, PhoneNumber: phone_number }),
    // A Mac answers with a PIN, any other device with nothing.
    commandId: () => null,
  }),
  erase: (device, { pin }) => ({
    operation: "eraseDevice",
    path: pathOf(device),
    body: given({ PIN: pin }),
  }),
  enableLostMode: (device, { message, phone_number, footnote }) => ({
    operation: "enableLostMode",
    path: pathOf(device),
    body: given({ Message: message, PhoneNumber: phone_number, Footnote: footnote }),
  }),
  disableLostMode: (device) => ({ operation: "disableLostMode", path: pathOf(device) }),
  assignUser: (device, { user_id }) => ({
    operation: "updateDevice",
    path: pathOf(device),
    body: { user: userIn("devices.assignUser", user_id) },
  }),
};

/** The id of a user for a body; null ends an assignment. */
export function userIn(operation: string, id: string | null | undefined): string | null {
  if (id === null || isUuid(id)) return id;
  throw invalidInput(operation, "The id of a user must be a UUID.");
}
