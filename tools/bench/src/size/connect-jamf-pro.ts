import { connect } from "@mdmkit/unified";
import { jamfPro } from "@mdmkit/unified/vendors/jamf-pro";

export async function main() {
  const mdm = connect(jamfPro({ token: "", baseUrl: "https://example.com" }));
  for await (const device of mdm.devices.list()) console.log(device.serial_number);
}
