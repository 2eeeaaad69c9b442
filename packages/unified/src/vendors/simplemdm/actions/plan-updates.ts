import type { DeviceCreate, DeviceUpdate } from "@mdmkit/unified/vendor";
import { createdId, ids, invalidInput } from "../api/errors.ts";
import type { SimpleMDMPlan, SimpleMDMStep } from "../generated/api/client.ts";

/** The name cannot be cleared, nor all custom fields at once. */
export type SimpleMDMDeviceUpdate = Pick<DeviceUpdate, "remote_data"> & {
  name?: string;
  custom_fields?: NonNullable<DeviceUpdate["custom_fields"]>;
};

/** Makes the place of a device that is to enroll. */
export function planDeviceCreate({ name }: DeviceCreate): SimpleMDMPlan {
  return { operation: "createDevice", body: { name }, recordId: createdId };
}

/** A request for each custom attribute, and last for the record, since `remote_data` is for it. */
export function planDeviceUpdate(
  id: string,
  { name, custom_fields: fields = {}, remote_data }: SimpleMDMDeviceUpdate,
): SimpleMDMPlan {
  const deviceId = ids.recordNumber("updateDevice", id);
  const steps: SimpleMDMStep[] = Object.entries(fields).map(([attributeName, value]) => ({
    operation: "setDeviceAttributeValue",
    path: { deviceId, attributeName },
    body: { value: textFor(value) },
  }));
  if (name !== undefined || remote_data || steps.length === 0)
    steps.push({ operation: "updateDevice", path: { deviceId }, body: name === undefined ? {} : { name } });
  return { steps };
}

/** Custom attributes are text; a blank one is cleared. */
function textFor(value: unknown): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  throw invalidInput("devices.update", "Custom attributes are text in SimpleMDM.");
}
