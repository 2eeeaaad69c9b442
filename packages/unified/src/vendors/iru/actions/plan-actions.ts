import { given, isUuid, text } from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import type { IruDeviceRecord } from "../api/record.ts";
import type { IruPlan } from "../generated/api/client.ts";
import type { Input } from "./action-rules.ts";

/** Actions that take nothing but the device. */
type PlainAction =
  | "restartDevice"
  | "shutDownDevice"
  | "clearPasscode"
  | "updateInventory"
  | "disableLostMode"
  | "deleteDevice";

const pathOf = (device: IruDeviceRecord) => ({ device_id: text(device.device_id) ?? "" });

const plain =
  (operation: PlainAction) =>
  (device: IruDeviceRecord): IruPlan => ({ steps: [{ operation, path: pathOf(device) }] });

/** No response names the command; `raw.listDeviceCommands` lists those of a device. */
export const actionPlanners = {
  restart: plain("restartDevice"),
  shutdown: plain("shutDownDevice"),
  sync: plain("updateInventory"),
  retire: plain("deleteDevice"),
  clearPasscode: plain("clearPasscode"),
  disableLostMode: plain("disableLostMode"),

  lock: (device: IruDeviceRecord, { message, phone_number }: Input<"lock">): IruPlan => ({
    steps: [
      {
        operation: "lockDevice",
        path: pathOf(device),
        body: given({ Message: message, PhoneNumber: phone_number }),
      },
    ],
    // A Mac answers with a PIN, any other device with nothing.
    commandId: () => null,
  }),

  erase: (device: IruDeviceRecord, { pin }: Input<"erase">): IruPlan => ({
    steps: [{ operation: "eraseDevice", path: pathOf(device), body: given({ PIN: pin }) }],
  }),

  enableLostMode(device: IruDeviceRecord, input: Input<"enableLostMode">): IruPlan {
    const { message, phone_number, footnote } = input;
    const body = given({ Message: message, PhoneNumber: phone_number, Footnote: footnote });
    return { steps: [{ operation: "enableLostMode", path: pathOf(device), body }] };
  },

  assignUser: (device: IruDeviceRecord, { user_id }: Input<"assignUser">): IruPlan => ({
    steps: [
      {
        operation: "updateDevice",
        path: pathOf(device),
        body: { user: userIn("devices.assignUser", user_id) },
      },
    ],
  }),
};

/** The id of a user for a body; null ends an assignment. */
export function userIn(operation: string, id: string | null | undefined): string | null {
  if (id === null || isUuid(id)) return id;
  throw invalidInput(operation, "The id of a user must be a UUID.");
}
