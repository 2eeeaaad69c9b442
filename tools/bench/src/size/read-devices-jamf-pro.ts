import { readDevices } from "@mdmkit/unified";
import { jamfProDevices } from "@mdmkit/unified/vendors/jamf-pro/devices";

export async function main() {
  const devices = readDevices(jamfProDevices({ token: "", baseUrl: "https://example.com" }));
  for await (const device of devices.list()) console.log(device.serial_number);
}
