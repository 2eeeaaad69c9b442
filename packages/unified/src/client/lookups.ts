import type { DeviceFilters } from "../contract/model.ts";
import type { Lookups } from "../contract/resource-contract.ts";
import type { Vendor } from "../contract/vendor.ts";

/** What other lists of the vendor tell of devices: their tags, where only a single device has them and groups list their members. */
export function lookupsOf(vendor: Vendor): Lookups<DeviceFilters> | undefined {
  const { devices, groups } = vendor;
  if (!devices?.getOnly?.includes("tags") || !groups?.members) return undefined;
  return {
    tags: {
      reads: ["groups.list", "groups.members"],
      load: async (tag, reading) => (await import("./tagged-devices.ts")).taggedDevices(vendor, tag, reading),
    },
  };
}
