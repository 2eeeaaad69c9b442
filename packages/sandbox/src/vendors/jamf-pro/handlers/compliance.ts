import { valueAt } from "../../../engine/records/values.ts";
import { json } from "../../../engine/request/call.ts";
import type { Kind } from "../state/inventory.ts";
import { type Handler, type Handlers, notFound, pathOf } from "./handler.ts";

/** Rows a compliance vendor told of; of unmanaged devices nothing is known. */
const compliance =
  (kind: Kind): Handler =>
  (call, context) => {
    const id = pathOf(call, "deviceId");
    const row = context.state.devicesOf(kind).get(id);
    if (row === undefined) return notFound(call, context);
    const managed = typeof valueAt(row, "general.managementId") === "string";
    const state = Number(id) % 5 === 0 ? "NON_COMPLIANT" : "COMPLIANT";
    return json([
      {
        deviceId: id,
        applicable: managed,
        complianceState: managed ? state : "UNKNOWN",
        complianceVendor: "Example",
        complianceVendorDeviceInformation: { deviceIds: [id] },
      },
    ]);
  };

export const complianceHandlers = {
  listComputerCompliance: compliance("computer"),
  listMobileDeviceCompliance: compliance("mobile"),
} satisfies Handlers;
