import { asText, type Row, valueAt } from "../../../engine/records/values.ts";
import { empty } from "../../../engine/request/call.ts";
import type { Handler, Handlers } from "./handler.ts";

/** Errors of device commands hold a message and nothing else, where the document says so. */
function command(name: string, { pin = false, change }: { pin?: boolean; change?: Row } = {}): Handler {
  return (call, context) => {
    const { record, id } = call;
    if (record.enrolled !== true) {
      return context.fail(call, { status: 400, message: "the device is not enrolled" });
    }
    const isMac = asText(record.mdmOsFamily) === "macOS";
    if (pin && isMac && asText(valueAt(call.body, "pin")) === undefined) {
      return context.fail(call, { status: 400, message: "a six-digit pin is required for macOS" });
    }
    context.state.command(name, { target: "apple", id });
    if (change !== undefined) context.state.appleDevices.update(id, change);
    return empty(204);
  };
}

export const appleMdmHandlers = {
  applemdms_deviceserase: command("erase", { pin: true, change: { enrolled: false } }),
  applemdms_deviceslock: command("lock", { pin: true }),
  applemdms_devicesrestart: command("restart"),
  applemdms_devicesshutdown: command("shutdown"),
  applemdms_devicesClearActivationLock: command("clearActivationLock"),
  applemdms_devicesRefreshActivationLockInformation: command("refreshActivationLockInformation"),
  applemdms_devicesOSUpdateStatus: command("osUpdateStatus"),
  applemdms_devicesScheduleOSUpdate: command("scheduleOSUpdate"),
  applemdms_refreshdepdevices: () => empty(204),
} satisfies Handlers;
