import { readDevices } from "@mdmkit/unified";
import { ivantiNeuronsDevices } from "@mdmkit/unified/vendors/ivanti-neurons/devices";

export async function main() {
  const devices = readDevices(ivantiNeuronsDevices({ token: "", cluster: "na1" }));
  for await (const device of devices.list()) console.log(device.serial_number);
}
