import { text, type Unsupported } from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import type { SimpleMDMDeviceRecord } from "../api/record.ts";
import { isMobile, platformOf } from "../devices/platform.ts";
import type { SimpleMDMPlan, SimpleMDMStep } from "../generated/api/client.ts";
import type { Input } from "./action-rules.ts";

type Planned = SimpleMDMPlan | Unsupported;
type Path = { deviceId: number };

/** How far an update goes, as SimpleMDM calls it. */
const MODES = {
  download_only: "download_only",
  install_asap: "install_asap",
  install_force_restart: "force_update",
} as const;

/** All of them are accepted without an id, and have no status. */
export const actionPlanners = {
  lock(device: SimpleMDMDeviceRecord, { pin, message, phone_number }: Input<"lock">): SimpleMDMPlan {
    const body = { ...shown({ message, phone_number }), ...(pin !== null && { pin }) };
    return planned(device, (path) => ({ operation: "lockDevice", path, ...(isSent(body) && { body }) }));
  },

  erase: (device: SimpleMDMDeviceRecord, { pin }: Input<"erase">) =>
    planned(device, (path) => ({ operation: "wipeDevice", path, ...(pin !== null && { body: { pin } }) })),

  retire: (device: SimpleMDMDeviceRecord) =>
    planned(device, (path) => ({ operation: "unenrollDevice", path })),
  sync: (device: SimpleMDMDeviceRecord) => planned(device, (path) => ({ operation: "refreshDevice", path })),
  clearPasscode: (device: SimpleMDMDeviceRecord) =>
    planned(device, (path) => ({ operation: "clearPasscode", path })),
  restart: (device: SimpleMDMDeviceRecord) =>
    notSupervised(device) ?? planned(device, (path) => ({ operation: "restartDevice", path })),
  shutdown: (device: SimpleMDMDeviceRecord) =>
    notSupervised(device) ?? planned(device, (path) => ({ operation: "shutDownDevice", path })),
  disableLostMode: (device: SimpleMDMDeviceRecord) =>
    notSupervised(device) ?? planned(device, (path) => ({ operation: "disableLostMode", path })),

  enableLostMode(device: SimpleMDMDeviceRecord, input: Input<"enableLostMode">): Planned {
    const body = shown(input);
    const plan =
      notSupervised(device) ?? planned(device, (path) => ({ operation: "enableLostMode", path, body }));
    if ("unsupported" in plan || body.message || body.phone_number) return plan;
    throw invalidInput(
      "devices.enableLostMode",
      "Set `message` or `phone_number`. Lost mode requires one of them.",
    );
  },

  updateOs: (device: SimpleMDMDeviceRecord, { install_action }: Input<"updateOs">): Planned =>
    notSupervised(device) ??
    planned(device, (path) => ({
      operation: "updateDeviceOs",
      path,
      ...(platformOf(device) === "macos" && {
        body: { os_update_mode: MODES[install_action ?? "install_asap"] },
      }),
    })),
};

type Shown = {
  message?: string | null | undefined;
  phone_number?: string | null | undefined;
  footnote?: string | null | undefined;
};

/** What a screen is to show, without blanks. */
function shown({ message, phone_number, footnote }: Shown) {
  const [first, second, third] = [text(message), text(phone_number), text(footnote)];
  return {
    ...(first && { message: first }),
    ...(second && { phone_number: second }),
    ...(third && { footnote: third }),
  };
}

/** A form without fields is no body. */
const isSent = (body: object): boolean => Object.keys(body).length > 0;

function planned({ id }: SimpleMDMDeviceRecord, step: (path: Path) => SimpleMDMStep): SimpleMDMPlan {
  return { steps: [step({ deviceId: id })] };
}

/** Of a device that has not reported yet it is not known. */
function notSupervised(device: SimpleMDMDeviceRecord): Unsupported | undefined {
  const { is_supervised, os_version } = device.attributes ?? {};
  if (!isMobile(platformOf(device)) || is_supervised !== false || !text(os_version)) return undefined;
  return { unsupported: "Apple supports this on supervised devices only. This device is not supervised." };
}
