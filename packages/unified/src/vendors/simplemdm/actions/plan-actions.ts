import { given, type PlannersOf } from "@mdmkit/unified/vendor";
import type { SimpleMDMDeviceRecord } from "../api/record.ts";
import { platformOf } from "../devices/platform.ts";
import type { SimpleMDMStep } from "../generated/api/client.ts";
import type { ACTION_RULES } from "./action-rules.ts";

const pathOf = ({ id }: SimpleMDMDeviceRecord) => ({ deviceId: id });

/** How far an update goes, as SimpleMDM calls it. */
const MODES = {
  download_only: "download_only",
  install_asap: "install_asap",
  install_force_restart: "force_update",
} as const;

/** All of them are accepted without an id, and have no status. */
export const actionPlanners: PlannersOf<typeof ACTION_RULES, SimpleMDMDeviceRecord, SimpleMDMStep> = {
  retire: (device) => ({ operation: "unenrollDevice", path: pathOf(device) }),
  sync: (device) => ({ operation: "refreshDevice", path: pathOf(device) }),
  clearPasscode: (device) => ({ operation: "clearPasscode", path: pathOf(device) }),
  restart: (device) => ({ operation: "restartDevice", path: pathOf(device) }),
  shutdown: (device) => ({ operation: "shutDownDevice", path: pathOf(device) }),
  lock: (device, { pin, message, phone_number }) => ({
    operation: "lockDevice",
    path: pathOf(device),
    ...formOf({ pin, message, phone_number }),
  }),
  erase: (device, { pin }) => ({ operation: "wipeDevice", path: pathOf(device), ...formOf({ pin }) }),
  enableLostMode: (device, { message, phone_number, footnote }) => ({
    operation: "enableLostMode",
    path: pathOf(device),
    body: given({ message, phone_number, footnote }),
  }),
  disableLostMode: (device) => ({ operation: "disableLostMode", path: pathOf(device) }),
  updateOs(device, { install_action }) {
    const mode = platformOf(device) === "macos" ? MODES[install_action ?? "install_asap"] : undefined;
    return { operation: "updateDeviceOs", path: pathOf(device), ...formOf({ os_update_mode: mode }) };
  },
};

/** A form without fields is no body. */
function formOf<Fields extends object>(fields: Fields) {
  const body = given(fields);
  return Object.keys(body).length > 0 ? { body } : {};
}
