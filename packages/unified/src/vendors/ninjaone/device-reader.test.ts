import { createSandbox } from "@mdmkit/sandbox";
import { testDeviceReader } from "@mdmkit/unified/testing";
import { ninjaoneDevices } from "./generated/device-reader.ts";
import { ninjaone } from "./index.ts";

testDeviceReader(() => {
  const { credentials, baseUrl, fetch } = createSandbox("ninjaone", { devices: 12, seed: 3 });
  const { clientId, clientSecret } = credentials;
  const options = { clientId, clientSecret, baseUrl, fetch };
  return { vendor: ninjaone(options), reader: ninjaoneDevices(options) };
});
