import {
  type Complete,
  type Drift,
  first,
  type GroupMember,
  serialNumber,
  text,
} from "@mdmkit/unified/vendor";
import type { IntuneDeviceMember, IntuneUserMember } from "../api/record.ts";

/** A device of the directory; one that Intune does not manage has no id there. */
export function mapIntuneMember(member: IntuneDeviceMember, drift?: Drift): Complete<GroupMember> {
  const managedId = text(member.managedDevice?.id, drift);
  return {
    id: managedId ?? text(member.id, drift) ?? "",
    type: managedId ? "device" : "other",
    name: first(text(member.managedDevice?.deviceName, drift), text(member.displayName, drift)),
    serial_number: serialNumber(member.managedDevice?.serialNumber, drift),
  };
}

/** A user in a group; without a permission to read users, the id alone. */
export function mapIntuneUserMember(member: IntuneUserMember, drift?: Drift): Complete<GroupMember> {
  return {
    id: text(member.id, drift) ?? "",
    type: "user",
    name: first(text(member.displayName, drift), text(member.userPrincipalName, drift)),
    serial_number: undefined,
  };
}
