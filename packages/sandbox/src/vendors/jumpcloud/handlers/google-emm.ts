import { cutPage, listResponse } from "../../../engine/operations/paging.ts";
import type { Collection } from "../../../engine/records/collection.ts";
import { asText, isRow, valueAt } from "../../../engine/records/values.ts";
import { type Call, json, type VendorResponse } from "../../../engine/request/call.ts";
import { thinGoogleDevice } from "../render/google-device.ts";
import type { Handler, Handlers } from "./handler.ts";

/** A list of Google EMM, a hundred rows unless asked. The total is an int64, which protobuf sends as text. */
export function listGoogle(call: Call, collection: Collection, isOfDevices: boolean): VendorResponse {
  const page = cutPage(call, collection.rows("storage"), { max: 100, fallback: 100 });
  const rows = isOfDevices ? page.rows.map(thinGoogleDevice) : page.rows;
  const response = listResponse(call, { ...page, rows });
  if (!isRow(response.body)) return response;
  return { ...response, body: { ...response.body, count: String(response.body.count) } };
}

/** All four commands take an object and return an empty one; reboot needs a fully managed device. */
function command(name: string, { fullyManaged = false } = {}): Handler {
  return (call, context) => {
    const { record, id } = call;
    const mode = asText(valueAt(record, "deviceInformation.emmEnrollmentInfo.managementMode"));
    if (fullyManaged && mode !== "DEVICE_OWNER") {
      return context.fail(call, { status: 400, message: "the device is not fully managed" });
    }
    context.state.command(name, { target: "google", id });
    if (name === "erase") context.state.googleDevices.remove(id);
    return json({});
  };
}

export const googleEmmHandlers = {
  Devices_GetDeviceAndroidPolicy: () => json({ policy: "{}" }),
  Devices_LockDevice: command("lock"),
  Devices_RebootDevice: command("restart", { fullyManaged: true }),
  Devices_EraseDevice: command("erase"),
  Devices_ResetPassword: command("resetPassword"),
} satisfies Handlers;
