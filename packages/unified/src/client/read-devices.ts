import type { DeviceReading } from "../contract/methods.ts";
import type { DeviceContract, Vendor } from "../contract/vendor.ts";
import { createReadMethods } from "./read-methods.ts";

/** A vendor as far as reading devices needs it: what `@mdmkit/unified/vendors/<vendor>/devices` gives. */
export type DeviceReader = Pick<Vendor, "id" | "name" | "client" | "secretBodies"> &
  Required<Pick<Vendor, "secretResponses">> & { readonly devices: DeviceContract };

/**
 * Opens a vendor account to list and get devices and for nothing else. With a factory of
 * `@mdmkit/unified/vendors/<vendor>/devices` a bundle holds nothing else either.
 */
export function readDevices<V extends DeviceReader>(vendor: V): DeviceReading<V["devices"]> {
  const reads = createReadMethods(vendor, "devices", vendor.devices);
  // As in `connect`: the run-time object takes the type that knows this vendor's filters and records.
  return reads as unknown as DeviceReading<V["devices"]>;
}
