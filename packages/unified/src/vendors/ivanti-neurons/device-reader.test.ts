import { createSandbox } from "@mdmkit/sandbox";
import { testDeviceReader } from "@mdmkit/unified/testing";
import { ivantiNeuronsDevices } from "./generated/device-reader.ts";
import { ivantiNeurons } from "./index.ts";

testDeviceReader(() => {
  const { credentials, baseUrl, fetch } = createSandbox("ivanti-neurons", { devices: 12, seed: 3 });
  const { username, password } = credentials;
  const options = { username, password, baseUrl, fetch };
  return { vendor: ivantiNeurons(options), reader: ivantiNeuronsDevices(options) };
});
