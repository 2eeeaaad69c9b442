import { cutPage, listResponse } from "../../../engine/operations/paging.ts";
import { asText, type Row, valueAt } from "../../../engine/records/values.ts";
import { type Call, empty, json, type VendorResponse } from "../../../engine/request/call.ts";
import { type Context, type Handler, type Handlers, notFound, pathOf } from "./handler.ts";
import { listV2 } from "./lists.ts";

function appleMdm({ state }: Context, now: number): Row {
  const unset = { defaultDeviceGroupObjectIds: null, enableZeroTouchEnrollment: false, setupOptions: [] };
  return {
    id: state.inventory.appleMdmId,
    name: "",
    organization: state.inventory.organizationId,
    apnsCertExpiry: new Date(now + 200 * 24 * 3600 * 1000).toISOString(),
    apnsPushTopic: "com.apple.mgmt.External.sandbox",
    appleCertCreatorAppleID: "",
    depServerTokenState: "valid",
    depAccessTokenExpiry: new Date(now + 100 * 24 * 3600 * 1000).toISOString(),
    defaultIosUserEnrollmentDeviceGroupID: "",
    allowMobileUserEnrollment: false,
    ades: { macos: unset, ios: unset },
  };
}

function isTenant(call: Call, { state }: Context): boolean {
  return pathOf(call, "apple_mdm_id") === state.inventory.appleMdmId;
}

/** The device of a call; an unknown one, or one of another MDM, is the given answer. */
function withDevice(response: (row: Row, call: Call, context: Context) => VendorResponse): Handler {
  return (call, context) => {
    const row = context.state.appleDevices.get(pathOf(call, "device_id"));
    if (row === undefined || !isTenant(call, context)) return notFound(call, context);
    return response(row, call, context);
  };
}

/** Refusals of device actions hold a message and nothing else, where the document says so. */
function order(name: string, { pin = false, change }: { pin?: boolean; change?: Row } = {}): Handler {
  return withDevice((row, call, context) => {
    const mac = asText(row.mdmOsFamily) === "macOS";
    if (row.enrolled !== true) {
      return context.fail(call, { status: 400, message: "the device is not enrolled" });
    }
    if (pin && mac && asText(valueAt(call.body, "pin")) === undefined) {
      return context.fail(call, { status: 400, message: "a six-digit pin is required for macOS" });
    }
    const id = pathOf(call, "device_id");
    context.state.command(name, { target: "apple", id });
    if (change !== undefined) context.state.appleDevices.update(id, change);
    return empty(204);
  });
}

export const appleMdmHandlers = {
  applemdms_list: (call, context) =>
    listResponse(call, cutPage(call, [appleMdm(context, call.now)], { max: 100, fallback: 1 })),
  applemdms_deviceslist: (call, context) =>
    isTenant(call, context) ? listV2(call, context, context.state.appleDevices) : notFound(call, context),
  applemdms_getdevice: withDevice((row) => json(row)),
  applemdms_deletedevice: withDevice((row, call, context) => {
    context.state.appleDevices.remove(pathOf(call, "device_id"));
    return json(row);
  }),
  applemdms_deviceserase: order("erase", { pin: true, change: { enrolled: false } }),
  applemdms_deviceslock: order("lock", { pin: true }),
  applemdms_devicesrestart: order("restart"),
  applemdms_devicesshutdown: order("shutdown"),
  applemdms_devicesClearActivationLock: order("clearActivationLock"),
  applemdms_devicesRefreshActivationLockInformation: order("refreshActivationLockInformation"),
  applemdms_devicesOSUpdateStatus: order("osUpdateStatus"),
  applemdms_devicesScheduleOSUpdate: order("scheduleOSUpdate"),
  applemdms_refreshdepdevices: (call, context) =>
    isTenant(call, context) ? empty(204) : notFound(call, context),
  applemdms_enrollmentprofileslist: (call, context) =>
    isTenant(call, context) ? json([]) : notFound(call, context),
} satisfies Handlers;
