import { type Complete, type Drift, type Group, idText, text } from "@mdmkit/unified/vendor";
import type { SimpleMDMGroupRecord } from "../api/record.ts";

/** All groups are of the account. The ids of all members, which could be counted, would be in every record. */
type MappedGroup = Complete<
  Group,
  "evaluated_at" | "is_builtin" | "member_count" | "place" | "scope" | "times"
>;

/** An assignment group. Its criteria, if it has some, are in no response. */
export function mapSimpleMDMGroup(group: SimpleMDMGroupRecord, drift?: Drift): MappedGroup {
  const type = text(group.attributes?.group_type, drift);
  return {
    id: idText(group.id, drift) ?? "",
    name: text(group.attributes?.name, drift),
    description: undefined,
    kind: "group",
    membership: membershipOf(type),
    member_type: "device",
    is_exclusive: false,
    accepts_members: type === undefined ? undefined : membershipOf(type) === "static",
  };
}

/** A device group, of which a device of an older account is in one: it carries the settings. */
export function mapSimpleMDMDeviceGroup(group: SimpleMDMGroupRecord, drift?: Drift): MappedGroup {
  const id = idText(group.id, drift);
  return {
    id: id === undefined ? "" : `${DEVICE_GROUP}${id}`,
    name: text(group.attributes?.name, drift),
    description: undefined,
    kind: "container",
    membership: "static",
    member_type: "device",
    is_exclusive: true,
    accepts_members: true,
  };
}

/** How ids of device groups begin, since the two kinds are numbered apart. */
export const DEVICE_GROUP = "device-group-";

/** Groups of older accounts have no type and are static. */
function membershipOf(type: string | null | undefined): Group["membership"] {
  if (type === undefined) return undefined;
  return type === null || type === "static" ? "static" : type === "dynamic" ? "dynamic" : "unknown";
}
