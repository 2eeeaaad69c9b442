import { connect } from "@mdmkit/unified";
import { jumpcloud } from "@mdmkit/unified/vendors/jumpcloud";

export async function main() {
  const mdm = connect(jumpcloud({ apiKey: "" }));
  for await (const device of mdm.devices.list()) console.log(device.serial_number);
}
