import type { JumpCloudSchemas } from "@mdmkit/jumpcloud";
import { type Complete, type Drift, type Group, lookup, text, userGroupId } from "@mdmkit/unified/vendor";

type UserGroup = JumpCloudSchemas["UserGroup"];
export type JumpCloudGroupRecord = JumpCloudSchemas["SystemGroup"] | UserGroup;

export const isUserGroup = (group: JumpCloudGroupRecord): group is UserGroup => group.type === "user_group";

const MEMBERSHIPS = {
  NOTSET: "static",
  STATIC: "static",
  DYNAMIC_AUTOMATED: "dynamic",
  DYNAMIC_REVIEW_REQUIRED: "suggested",
} as const;

/** A device group. */
export function mapJumpCloudGroup(
  group: JumpCloudSchemas["SystemGroup"],
  drift?: Drift,
): Complete<Group, "times"> {
  const membership = lookup(MEMBERSHIPS, group.membershipMethod, "unknown", drift);
  const organization = text(group.organizationObjectId, drift);
  return {
    id: text(group.id, drift) ?? "",
    name: text(group.name, drift),
    description: text(group.description, drift),
    kind: "group",
    membership,
    member_type: "device",
    device_type: undefined,
    platform: undefined,
    is_exclusive: false,
    is_builtin: undefined,
    accepts_members: acceptsMembers(membership),
    member_count: undefined,
    evaluated_at: undefined,
    parent: undefined,
    organization: organization ? { id: organization, name: undefined } : undefined,
  };
}

/** A user group. */
export function mapJumpCloudUserGroup(group: UserGroup, drift?: Drift): Complete<Group, "times"> {
  const membership = lookup(MEMBERSHIPS, group.membershipMethod, "unknown", drift);
  return {
    id: userGroupId(text(group.id, drift)),
    name: text(group.name, drift),
    description: text(group.description, drift),
    kind: "group",
    membership,
    member_type: "user",
    device_type: undefined,
    platform: undefined,
    is_exclusive: false,
    is_builtin: undefined,
    accepts_members: acceptsMembers(membership),
    member_count: undefined,
    evaluated_at: undefined,
    parent: undefined,
    organization: undefined,
  };
}

const acceptsMembers = (membership: Group["membership"]): Group["accepts_members"] =>
  membership == null ? undefined : membership === "static" || membership === "suggested";
