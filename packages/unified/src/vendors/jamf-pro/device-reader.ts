import { type JamfProOptions, secretAnswers } from "@mdmkit/jamf-pro";
import type { DeviceReader } from "../../contract/vendor.ts";
import { createReadApi } from "./api/client.ts";
import { createDeviceReads, createDeviceSource } from "./devices/devices.ts";

/** Jamf Pro for `readDevices`. */
export function jamfProDevices(options: JamfProOptions) {
  const client = createReadApi(options);
  return {
    id: "jamf-pro",
    name: "Jamf Pro",
    client,
    secretBodies: {}, // reads send none
    secretAnswers,
    devices: createDeviceReads(client, createDeviceSource(client)),
  } satisfies DeviceReader;
}
