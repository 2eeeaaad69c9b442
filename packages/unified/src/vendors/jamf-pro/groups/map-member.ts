import {
  type Complete,
  type Drift,
  first,
  type GroupMember,
  number,
  serialNumber,
  text,
} from "@mdmkit/unified/vendor";
import type { JamfProMemberRecord, JamfProUserMember } from "../api/record.ts";

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

/** A user in a group. */
export function mapJamfProUserMember(member: JamfProUserMember, drift?: Drift): Complete<GroupMember> {
  const id = number(member.id, drift);
  return {
    id: id == null ? "" : String(id),
    type: "user",
    name: first(text(member.full_name, drift), text(member.username, drift)),
    serial_number: undefined,
  };
}
