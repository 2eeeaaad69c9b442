import type { DeviceContract } from "../contract/device-contract.ts";
import type { Vendor } from "../contract/vendor.ts";

/** The vendor's devices. Where only a single device has tags, and groups list their members, these tell whether a listed device has a tag. */
export function withLookups(vendor: Vendor): DeviceContract | undefined {
  const { devices, groups } = vendor;
  if (!devices?.getOnly?.includes("tags") || !groups?.members) return devices;
  return {
    ...devices,
    lookups: {
      tags: {
        reads: ["groups.list", "groups.members"],
        load: async (tag, reading) =>
          (await import("./tagged-devices.ts")).taggedDevices(vendor, tag, reading),
      },
    },
  };
}
