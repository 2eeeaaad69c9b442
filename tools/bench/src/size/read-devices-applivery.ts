import { readDevices } from "@mdmkit/unified";
import { appliveryDevices } from "@mdmkit/unified/vendors/applivery/devices";

export async function main() {
  const devices = readDevices(appliveryDevices({ token: "", organizationId: "abc" }));
  for await (const device of devices.list()) console.log(device.serial_number);
}
