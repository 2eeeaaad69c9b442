import { createSandbox } from "@mdmkit/sandbox";
import { testDeviceReader } from "@mdmkit/unified/testing";
import { appliveryDevices } from "./generated/device-reader.ts";
import { applivery } from "./index.ts";

testDeviceReader(() => {
  const { credentials, baseUrl, fetch } = createSandbox("applivery", { devices: 12, seed: 3 });
  const { token, organizationId } = credentials;
  const options = { token, organizationId, baseUrl, fetch };
  return { vendor: applivery(options), reader: appliveryDevices(options) };
});
