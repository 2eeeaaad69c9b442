import { createSandbox } from "@mdmkit/sandbox";
import { testDeviceReader } from "@mdmkit/unified/testing";
import { simplemdmDevices } from "./generated/device-reader.ts";
import { simplemdm } from "./index.ts";

testDeviceReader(() => {
  const { credentials, baseUrl, fetch } = createSandbox("simplemdm", { devices: 12, seed: 3 });
  const options = { ...credentials, baseUrl, fetch };
  return { vendor: simplemdm(options), reader: simplemdmDevices(options) };
});
