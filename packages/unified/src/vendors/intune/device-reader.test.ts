import { createSandbox } from "@mdmkit/sandbox";
import { testDeviceReader } from "@mdmkit/unified/testing";
import { intuneDevices } from "./generated/device-reader.ts";
import { intune } from "./index.ts";

testDeviceReader(() => {
  const { credentials, baseUrl, fetch } = createSandbox("intune", { devices: 12, seed: 3 });
  const options = { ...credentials, baseUrl, fetch };
  return { vendor: intune(options), reader: intuneDevices(options) };
});
