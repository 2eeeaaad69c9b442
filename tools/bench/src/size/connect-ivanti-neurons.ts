import { connect } from "@mdmkit/unified";
import { ivantiNeurons } from "@mdmkit/unified/vendors/ivanti-neurons";

export async function main() {
  const mdm = connect(ivantiNeurons({ token: "", cluster: "na1" }));
  for await (const device of mdm.devices.list()) console.log(device.serial_number);
}
