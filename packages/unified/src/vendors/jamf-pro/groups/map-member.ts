import {
  type Complete,
  type Drift,
  type GroupMember,
  number,
  serialNumber,
  text,
} from "@mdmkit/unified/vendor";
import type { JamfProMemberRecord } from "../api/record.ts";

/** A device in a group, as the Classic API has it. */
export function mapJamfProMember(member: JamfProMemberRecord, drift?: Drift): Complete<GroupMember> {
  const id = number(member.id, drift);
  return {
    id: id == null ? "" : `${member.kind}-${id}`,
    type: "device",
    name: text(member.name, drift),
    serial_number: serialNumber(member.serial_number, drift),
  };
}
