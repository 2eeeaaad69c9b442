import { cutPage, listResponse } from "../../../engine/operations/paging.ts";
import { asText, isRow, type Row, valueAt } from "../../../engine/records/values.ts";
import { type Call, json, type VendorResponse } from "../../../engine/request/call.ts";
import { thinGoogleDevice } from "../render/google-device.ts";
import { type Context, type Handler, type Handlers, notFound, pathOf } from "./handler.ts";

function enterprise({ state }: Context, now: number): Row {
  const { inventory } = state;
  return {
    objectId: inventory.enterpriseId,
    organizationObjectId: inventory.organizationId,
    name: "enterprises/LC00sandbox",
    displayName: "Example Works",
    contactEmail: "android@example.com",
    allowDeviceEnrollment: true,
    createdAt: new Date(now - 900 * 24 * 3600 * 1000).toISOString(),
  };
}

/** int64 as protobuf sends it in JSON: text. */
function countAsText(response: VendorResponse): VendorResponse {
  if (!isRow(response.body)) return response;
  return { ...response, body: { ...response.body, count: String(response.body.count) } };
}

/** All four orders take an object and answer an empty one; reboot needs a fully managed device. */
function order(name: string, { fullyManaged = false } = {}): Handler {
  return (call: Call, context: Context) => {
    const id = pathOf(call, "deviceId");
    const row = context.state.googleDevices.get(id);
    if (row === undefined) return notFound(call, context);
    const mode = asText(valueAt(row, "deviceInformation.emmEnrollmentInfo.managementMode"));
    if (fullyManaged && mode !== "DEVICE_OWNER") {
      return context.fail(call, { status: 400, message: "the device is not fully managed" });
    }
    context.state.command(name, { target: "google", id });
    if (name === "erase") context.state.googleDevices.remove(id);
    return json({});
  };
}

export const googleEmmHandlers = {
  Enterprises_ListEnterprises: (call, context) =>
    countAsText(
      listResponse(call, cutPage(call, [enterprise(context, call.now)], { max: 100, fallback: 100 })),
    ),
  Devices_ListDevices(call, context) {
    const { googleDevices, inventory } = context.state;
    if (pathOf(call, "enterpriseObjectId") !== inventory.enterpriseId) return notFound(call, context);
    const page = cutPage(call, googleDevices.rows("storage"), { max: 100, fallback: 100 });
    return countAsText(listResponse(call, { ...page, rows: page.rows.map(thinGoogleDevice) }));
  },
  Devices_GetDevice(call, context) {
    const row = context.state.googleDevices.get(pathOf(call, "deviceId"));
    return row === undefined ? notFound(call, context) : json(row);
  },
  Devices_GetDeviceAndroidPolicy(call, context) {
    const known = context.state.googleDevices.indexOf(pathOf(call, "deviceId")) !== undefined;
    return known ? json({ policy: "{}" }) : notFound(call, context);
  },
  Devices_LockDevice: order("lock"),
  Devices_RebootDevice: order("restart", { fullyManaged: true }),
  Devices_EraseDevice: order("erase"),
  Devices_ResetPassword: order("resetPassword"),
} satisfies Handlers;
