import {
  type Complete,
  type Drift,
  first,
  type GroupMember,
  serialNumber,
  text,
} from "@mdmkit/unified/vendor";
import type { IntuneMemberRecord } from "../api/record.ts";

/** A device of the directory; one that Intune does not manage has no id there. */
export function mapIntuneMember(member: IntuneMemberRecord, drift?: Drift): Complete<GroupMember> {
  const managedId = text(member.managedDevice?.id, drift);
  return {
    id: managedId ?? text(member.id, drift) ?? "",
    type: managedId ? "device" : "other",
    name: first(text(member.managedDevice?.deviceName, drift), text(member.displayName, drift)),
    serial_number: serialNumber(member.managedDevice?.serialNumber, drift),
  };
}
