import { type Complete, type Drift, deviceMember, type GroupMember, idText } from "@mdmkit/unified/vendor";
import type { JamfProMemberRecord } from "../api/record.ts";

/** A device in a group, as the Classic API has it. */
export function mapJamfProMember(member: JamfProMemberRecord, drift?: Drift): Complete<GroupMember> {
  const id = idText(member.id, drift);
  return deviceMember(id && `${member.kind}-${id}`, member, drift);
}
