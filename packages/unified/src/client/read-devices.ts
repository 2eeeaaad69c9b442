import type { DeviceReading } from "../contract/methods.ts";
import type { DeviceReader } from "../contract/vendor.ts";
import { createReadMethods } from "./read-methods.ts";

/**
 * Opens a vendor account to list and get devices and for nothing else. With a factory of
 * `@mdmkit/unified/vendors/<vendor>/devices` a bundle holds nothing else either.
 */
export function readDevices<V extends DeviceReader>(vendor: V): DeviceReading<V["devices"]> {
  const reads = createReadMethods(vendor, "devices", vendor.devices);
  // As in `connect`: the run-time object takes the type that knows this vendor's filters and records.
  return reads as unknown as DeviceReading<V["devices"]>;
}
