import { type AppliveryOptions, secretAnswers } from "@mdmkit/applivery";
import type { DeviceReader } from "../../contract/vendor.ts";
import { createReadApi } from "./api/client.ts";
import { createDeviceReads } from "./devices/devices.ts";

/** Applivery for `readDevices`. */
export function appliveryDevices(options: AppliveryOptions) {
  const api = createReadApi(options);
  return {
    id: "applivery",
    name: "Applivery",
    client: api.client,
    secretBodies: {}, // reads send none
    secretAnswers,
    devices: createDeviceReads(api),
  } satisfies DeviceReader;
}
