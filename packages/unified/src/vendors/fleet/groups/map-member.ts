import type { Host } from "@mdmkit/fleet";
import { type Complete, type Drift, type GroupMember, serialNumber, text } from "@mdmkit/unified/vendor";
import { numberText } from "../devices/device-parts.ts";

/** A host that has a label. */
export function mapFleetMember(host: Host, drift?: Drift): Complete<GroupMember> {
  return {
    id: numberText(host.id, drift) ?? "",
    type: "device",
    name: text(host.display_name, drift),
    serial_number: serialNumber(host.hardware_serial, drift),
    remote_data: undefined, // attached by the engine
  };
}
