import type { Host } from "@mdmkit/fleet";
import {
  type Complete,
  type Drift,
  type GroupMember,
  idText,
  serialNumber,
  text,
} from "@mdmkit/unified/vendor";

/** A host that has a label. */
export function mapFleetMember(host: Host, drift?: Drift): Complete<GroupMember> {
  return {
    id: idText(host.id, drift) ?? "",
    type: "device",
    name: text(host.display_name, drift),
    serial_number: serialNumber(host.hardware_serial, drift),
  };
}
