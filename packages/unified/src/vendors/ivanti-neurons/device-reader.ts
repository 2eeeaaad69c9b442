import { secretAnswers } from "@mdmkit/ivanti-neurons";
import type { DeviceReader } from "../../contract/vendor.ts";
import { createReadApi } from "./api/client.ts";
import { createDeviceReads } from "./devices/devices.ts";
import type { IvantiNeuronsVendorOptions } from "./index.ts";
import { createDeviceSpaces } from "./organizations/device-spaces.ts";

/** Ivanti Neurons for MDM for `readDevices`. */
export function ivantiNeuronsDevices({ deviceSpaceId, ...options }: IvantiNeuronsVendorOptions) {
  const client = createReadApi(options);
  return {
    id: "ivanti-neurons",
    name: "Ivanti Neurons for MDM",
    client,
    secretBodies: {}, // reads send none
    secretAnswers,
    devices: createDeviceReads(client, createDeviceSpaces(client, deviceSpaceId)),
  } satisfies DeviceReader;
}
