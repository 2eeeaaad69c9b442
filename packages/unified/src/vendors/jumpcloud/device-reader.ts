import { secretAnswers } from "@mdmkit/jumpcloud";
import type { DeviceReader } from "../../contract/vendor.ts";
import { createReadApi } from "./api/client.ts";
import { createDeviceReads } from "./devices/devices.ts";
import type { JumpCloudVendorOptions } from "./index.ts";
import { createOrganizationNames } from "./users/read-people.ts";

/** JumpCloud for `readDevices`. */
export function jumpcloudDevices({ systemInsights = true, ...options }: JumpCloudVendorOptions) {
  const client = createReadApi(options);
  const organizationNames = createOrganizationNames(client);
  return {
    id: "jumpcloud",
    name: "JumpCloud",
    client,
    secretBodies: {}, // reads send none
    secretAnswers,
    devices: createDeviceReads(client, { systemInsights, organizationNames }),
  } satisfies DeviceReader;
}
