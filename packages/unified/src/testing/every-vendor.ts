import { createSandbox } from "@mdmkit/sandbox";
import { applivery } from "../vendors/applivery/index.ts";
import { ivantiNeurons } from "../vendors/ivanti-neurons/index.ts";
import { jamfPro } from "../vendors/jamf-pro/index.ts";
import { jumpcloud } from "../vendors/jumpcloud/index.ts";

const FLEET = { devices: 12, users: 6 };

/** Each vendor over a fresh sandbox of its own. */
export const EVERY_VENDOR = [
  () => applivery(createSandbox("applivery", FLEET).options),
  () => ivantiNeurons(createSandbox("ivanti-neurons", FLEET).options),
  () => jamfPro(createSandbox("jamf-pro", FLEET).options),
  () => jumpcloud(createSandbox("jumpcloud", FLEET).options),
] as const;
