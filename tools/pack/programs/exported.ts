import { combine, connect, extend, type Mdm, readDevices, snapshot } from "@mdmkit/unified";
import { applivery } from "@mdmkit/unified/vendors/applivery";
import { fleet } from "@mdmkit/unified/vendors/fleet";
import { intune } from "@mdmkit/unified/vendors/intune";
import { iru } from "@mdmkit/unified/vendors/iru";
import { ivantiNeurons } from "@mdmkit/unified/vendors/ivanti-neurons";
import { jamfPro } from "@mdmkit/unified/vendors/jamf-pro";
import { jumpcloud } from "@mdmkit/unified/vendors/jumpcloud";
import { jumpcloudDevices } from "@mdmkit/unified/vendors/jumpcloud/devices";
import { ninjaone } from "@mdmkit/unified/vendors/ninjaone";
import { simplemdm } from "@mdmkit/unified/vendors/simplemdm";

// What a program exports with `declaration`: each type that can be reached needs a public name.
const vendor = jumpcloud({ apiKey: "k" });
export const mdm = connect(vendor);
export const { devices, users, apps, organizations, raw } = mdm;
export const { lock, erase, update } = devices;
export const list = devices.list({ platform: "macos" });
export const get = () => devices.get("id");
export const remote = async () => (await devices.get("id")).remote_data;
export const reader = readDevices(jumpcloudDevices({ apiKey: "k" }));
export const all = combine({
  hq: mdm,
  labs: connect(jamfPro({ baseUrl: "https://example.com", token: "t" })),
});
export const found = () => all.devices.list().toArray();
export const joined = () => all.devices.list().join();
export const today = () => snapshot(list, { account: "hq" });
export const extended = connect(
  extend(vendor, { devices: { site: (_raw, device) => device.hostname?.length } }),
);
export const accounts: Record<string, (options: never) => unknown> = {
  applivery: (options: Parameters<typeof applivery>[0]) => connect(applivery(options)),
};
export const a = connect(applivery({ token: "t", organizationId: "acme" }));
export const b = connect(fleet({ baseUrl: "https://example.com", token: "t" }));
export const c = connect(intune({ token: "t" }));
export const d = connect(iru({ subdomain: "acme", token: "t" }));
export const e = connect(ivantiNeurons({ cluster: "na1", token: "t" }));
export const f = connect(ninjaone({ region: "eu", token: "t" }));
export const g = connect(simplemdm({ apiKey: "k" }));
export const named: Mdm<typeof vendor> = connect(vendor);
