import { createSandbox } from "@mdmkit/sandbox";
import { testDeviceReader } from "@mdmkit/unified/testing";
import { jumpcloudDevices } from "./generated/device-reader.ts";
import { jumpcloud } from "./index.ts";

testDeviceReader(() => {
  const { credentials, baseUrl, fetch } = createSandbox("jumpcloud", { devices: 12, seed: 3 });
  const { apiKey, organizationId } = credentials;
  const options = { apiKey, organizationId, baseUrl, fetch };
  return { vendor: jumpcloud(options), reader: jumpcloudDevices(options) };
});
