import { type Complete, type Drift, type Group, idText, text } from "@mdmkit/unified/vendor";
import type { SimpleMDMGroupRecord } from "../api/record.ts";

/** An assignment group. Its criteria, if it has some, are in no response. */
export function mapSimpleMDMGroup(group: SimpleMDMGroupRecord, drift?: Drift): Complete<Group, "times"> {
  const type = text(group.attributes?.group_type, drift);
  return {
    id: idText(group.id, drift) ?? "",
    name: text(group.attributes?.name, drift),
    description: undefined,
    kind: "group",
    membership: membershipOf(type),
    member_type: "device",
    device_type: undefined,
    platform: undefined,
    is_exclusive: false,
    is_builtin: undefined,
    accepts_members: type === undefined ? undefined : membershipOf(type) === "static",
    member_count: undefined, // the ids of all members would be in every record
    evaluated_at: undefined,
    parent: undefined,
    organization: undefined, // that of the account, for every group
  };
}

/** A device group, of which a device of an older account is in one: it carries the settings. */
export function mapSimpleMDMDeviceGroup(
  group: SimpleMDMGroupRecord,
  drift?: Drift,
): Complete<Group, "times"> {
  const id = idText(group.id, drift);
  return {
    id: id === undefined ? "" : `${DEVICE_GROUP}${id}`,
    name: text(group.attributes?.name, drift),
    description: undefined,
    kind: "container",
    membership: "static",
    member_type: "device",
    device_type: undefined,
    platform: undefined,
    is_exclusive: true,
    is_builtin: undefined,
    accepts_members: true,
    member_count: undefined,
    evaluated_at: undefined,
    parent: undefined,
    organization: undefined,
  };
}

/** How ids of device groups begin, since the two kinds are numbered apart. */
export const DEVICE_GROUP = "device-group-";

/** Groups of older accounts have no type and are static. */
function membershipOf(type: string | null | undefined): Group["membership"] {
  if (type === undefined) return undefined;
  return type === null || type === "static" ? "static" : type === "dynamic" ? "dynamic" : "unknown";
}
