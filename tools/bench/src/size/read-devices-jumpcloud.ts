import { readDevices } from "@mdmkit/unified";
import { jumpcloudDevices } from "@mdmkit/unified/vendors/jumpcloud/devices";

export async function main() {
  const devices = readDevices(jumpcloudDevices({ apiKey: "" }));
  for await (const device of devices.list()) console.log(device.serial_number);
}
