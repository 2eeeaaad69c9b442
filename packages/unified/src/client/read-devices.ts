import type { DevicesOf } from "../contract/mdm.ts";
import type { DeviceReader } from "../contract/vendor.ts";
import { createReadMethods } from "./read-methods.ts";

/**
 * Opens a vendor account only to list and get devices. With a factory of `@mdmkit/unified/vendors/<vendor>/devices` a bundle
 * contains nothing else.
 *
 * @example
 * const devices = readDevices(jumpcloudDevices({ apiKey }));
 * const device = await devices.get(id);
 */
export function readDevices<V extends DeviceReader>(vendor: V): DevicesOf<V> {
  const reads = createReadMethods(vendor, "devices", vendor.devices);
  // As in `connect`: the run-time object gets the type with this vendor's filters and records.
  return reads as unknown as DevicesOf<V>;
}
