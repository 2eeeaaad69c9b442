import { connect } from "@mdmkit/unified";
import { applivery } from "@mdmkit/unified/vendors/applivery";

export async function main() {
  const mdm = connect(applivery({ token: "", organizationId: "abc" }));
  for await (const device of mdm.devices.list()) console.log(device.serial_number);
}
