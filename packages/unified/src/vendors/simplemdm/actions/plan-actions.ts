import { given } from "@mdmkit/unified/vendor";
import type { SimpleMDMDeviceRecord } from "../api/record.ts";
import { platformOf } from "../devices/platform.ts";
import type { SimpleMDMPlan } from "../generated/api/client.ts";
import type { Input } from "./action-rules.ts";

/** Actions that take nothing but the device. */
type PlainAction =
  | "unenrollDevice"
  | "refreshDevice"
  | "clearPasscode"
  | "restartDevice"
  | "shutDownDevice"
  | "disableLostMode";

const pathOf = ({ id }: SimpleMDMDeviceRecord) => ({ deviceId: id });

const plain =
  (operation: PlainAction) =>
  (device: SimpleMDMDeviceRecord): SimpleMDMPlan => ({ steps: [{ operation, path: pathOf(device) }] });

/** How far an update goes, as SimpleMDM calls it. */
const MODES = {
  download_only: "download_only",
  install_asap: "install_asap",
  install_force_restart: "force_update",
} as const;

/** All of them are accepted without an id, and have no status. */
export const actionPlanners = {
  retire: plain("unenrollDevice"),
  sync: plain("refreshDevice"),
  clearPasscode: plain("clearPasscode"),
  restart: plain("restartDevice"),
  shutdown: plain("shutDownDevice"),
  disableLostMode: plain("disableLostMode"),

  lock: (device: SimpleMDMDeviceRecord, { pin, message, phone_number }: Input<"lock">): SimpleMDMPlan => ({
    steps: [{ operation: "lockDevice", path: pathOf(device), ...formOf({ pin, message, phone_number }) }],
  }),
  erase: (device: SimpleMDMDeviceRecord, { pin }: Input<"erase">): SimpleMDMPlan => ({
    steps: [{ operation: "wipeDevice", path: pathOf(device), ...formOf({ pin }) }],
  }),
  enableLostMode: (
    device: SimpleMDMDeviceRecord,
    { message, phone_number, footnote }: Input<"enableLostMode">,
  ): SimpleMDMPlan => ({
    steps: [
      {
        operation: "enableLostMode",
        path: pathOf(device),
        body: given({ message, phone_number, footnote }),
      },
    ],
  }),
  updateOs(device: SimpleMDMDeviceRecord, { install_action }: Input<"updateOs">): SimpleMDMPlan {
    const mode = platformOf(device) === "macos" ? MODES[install_action ?? "install_asap"] : undefined;
    const form = formOf({ os_update_mode: mode });
    return { steps: [{ operation: "updateDeviceOs", path: pathOf(device), ...form }] };
  },
};

/** A form without fields is no body. */
function formOf<Fields extends object>(fields: Fields) {
  const body = given(fields);
  return Object.keys(body).length > 0 ? { body } : {};
}
