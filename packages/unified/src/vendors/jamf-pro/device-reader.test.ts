import { createSandbox } from "@mdmkit/sandbox";
import { testDeviceReader } from "@mdmkit/unified/testing";
import { jamfProDevices } from "./generated/device-reader.ts";
import { jamfPro } from "./index.ts";

testDeviceReader(() => {
  const { credentials, baseUrl, fetch } = createSandbox("jamf-pro", { devices: 12, seed: 3 });
  const { clientId, clientSecret } = credentials;
  const options = { clientId, clientSecret, baseUrl, fetch };
  return { vendor: jamfPro(options), reader: jamfProDevices(options) };
});
