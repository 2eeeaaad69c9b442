import type { DeviceContract } from "../contract/device-contract.ts";
import type { Vendor } from "../contract/vendor.ts";

/** The vendor's devices. Where only a single device has tags, and groups list their members, these show whether a listed device has a tag. */
export const withTagLookup = (vendor: Vendor): DeviceContract | undefined =>
  vendor.devices?.getOnly?.includes("tags") && vendor.groups?.members
    ? {
        lookup: {
          filter: "tags",
          reads: ["groups.list", "groups.members"],
          load: async ({ tags = {} }, reading) =>
            (await import("./tagged-devices.ts")).taggedDevices(vendor, tags, reading),
        },
        ...vendor.devices, // of computed tags, `extend` made the lookup undefined
      }
    : vendor.devices;
