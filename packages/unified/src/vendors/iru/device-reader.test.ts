import { createSandbox } from "@mdmkit/sandbox";
import { testDeviceReader } from "@mdmkit/unified/testing";
import { iruDevices } from "./generated/device-reader.ts";
import { iru } from "./index.ts";

testDeviceReader(() => {
  const { credentials, baseUrl, fetch } = createSandbox("iru", { devices: 12, seed: 3 });
  const options = { ...credentials, baseUrl, fetch };
  return { vendor: iru(options), reader: iruDevices(options) };
});
