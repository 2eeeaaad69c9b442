import { createSandbox } from "@mdmkit/sandbox";
import { testDeviceReader } from "@mdmkit/unified/testing";
import { fleetDevices } from "./generated/device-reader.ts";
import { fleet } from "./index.ts";

testDeviceReader(() => {
  const { credentials, baseUrl, fetch } = createSandbox("fleet", { devices: 12, seed: 3 });
  const options = { token: credentials.token, baseUrl, fetch };
  return { vendor: fleet(options), reader: fleetDevices(options) };
});
