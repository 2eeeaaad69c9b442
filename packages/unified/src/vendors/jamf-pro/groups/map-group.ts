import {
  type Complete,
  type Drift,
  flag,
  type Group,
  not,
  number,
  text,
  userGroupId,
} from "@mdmkit/unified/vendor";
import { unifiedId } from "../api/device-id.ts";
import type { JamfProComputerGroup, JamfProMobileGroup, JamfProUserGroup } from "../api/record.ts";

/** Only newer servers count members, and lists do not say the site. */
type MappedGroup = Complete<Group, "evaluated_at" | "is_builtin" | "member_count" | "place" | "times">;

/** A group of computers. Computer groups and mobile device groups have numbers of their own. */
export function mapJamfProComputerGroup(group: JamfProComputerGroup, drift?: Drift): MappedGroup {
  const isSmart = flag(group.smartGroup, drift);
  return {
    id: unifiedId("computer", group.id, drift),
    name: text(group.name, drift),
    description: text(group.description, drift),
    kind: "group",
    membership: membershipOf(isSmart),
    member_type: "device",
    device_type: "desktop",
    platform: undefined, // such as Apple TV, which only criteria say
    is_exclusive: false,
    accepts_members: not(isSmart),
  };
}

/** A group of mobile devices, whose ids are sent as numbers. */
export function mapJamfProMobileGroup(group: JamfProMobileGroup, drift?: Drift): MappedGroup {
  const isSmart = flag(group.isSmartGroup, drift);
  const id = number(group.id, drift);
  return {
    id: id == null ? "" : `mobile-${id}`,
    name: text(group.name, drift),
    description: text(group.description, drift),
    kind: "group",
    membership: membershipOf(isSmart),
    member_type: "device",
    device_type: "mobile",
    platform: undefined, // such as Apple TV, which only criteria say
    is_exclusive: false,
    accepts_members: not(isSmart),
  };
}

/** A group of users. */
export function mapJamfProUserGroup(group: JamfProUserGroup, drift?: Drift): Complete<Group, "times"> {
  const isSmart = flag(group.is_smart, drift);
  const id = number(group.id, drift);
  return {
    id: id == null ? "" : userGroupId(String(id)),
    name: text(group.name, drift),
    description: undefined,
    kind: "group",
    membership: membershipOf(isSmart),
    member_type: "user",
    device_type: undefined,
    platform: undefined,
    is_exclusive: false,
    is_builtin: undefined,
    accepts_members: not(isSmart),
    member_count: undefined, // the members of all groups would be read
    evaluated_at: undefined,
    parent: undefined,
    organization: undefined, // a list does not say the site
  };
}

/** The criteria of a smart group decide who is in it; into a static one devices are put. */
function membershipOf(isSmart: boolean | null | undefined): Group["membership"] {
  return isSmart == null ? isSmart : isSmart ? "dynamic" : "static";
}
