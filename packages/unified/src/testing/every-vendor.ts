import { createSandbox } from "@mdmkit/sandbox";
import type { Vendor } from "../contract/vendor.ts";
import { isVendorId, loadVendor, vendors } from "../vendors/index.ts";

const FLEET = { devices: 12, users: 6 };

/** Each vendor over a fresh sandbox of its own. */
export const EVERY_VENDOR = Object.keys(vendors)
  .filter(isVendorId)
  .map((id) => async (): Promise<Vendor> => {
    const { baseUrl, credentials, fetch } = createSandbox(id, FLEET);
    return (await loadVendor(id)).create({ ...credentials, baseUrl }, { fetch });
  });
