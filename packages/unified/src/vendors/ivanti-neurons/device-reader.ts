import { secretAnswers } from "@mdmkit/ivanti-neurons";
import type { DeviceReader } from "../../read-devices.ts";
import { createReadApi } from "./client.ts";
import { createDeviceSpaces } from "./device-spaces.ts";
import { createDeviceReads } from "./devices.ts";
import type { IvantiNeuronsVendorOptions } from "./index.ts";

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
