import type { AppFilters } from "../contract/model.ts";

/** Whether a filter of apps is the id of a device, and nothing else: where the vendor lists apps by device. */
export function isDeviceId(device: NonNullable<AppFilters["device"]>): boolean {
  return Object.keys(device).join() === "id" && typeof device.id === "string" && device.id !== "";
}
