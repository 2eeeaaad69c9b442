import type { App, Device, Group, GroupMember, Organization, User } from "@mdmkit/unified";

/** What the commands work on. */
export const RESOURCES = ["devices", "users", "apps", "organizations", "groups"] as const;
export type Resource = (typeof RESOURCES)[number];

/** What commands list: resources, and the members of a group. */
export type Listed = Resource | "members";

type Records = {
  devices: Device;
  users: User;
  apps: App;
  organizations: Organization;
  groups: Group;
  members: GroupMember;
};
export type RecordOf<Name extends Listed> = Records[Name];

/** Names of the schema of records and of the list operation in the unified document. */
export const NAMES: Record<Listed, { readonly record: string; readonly list: string }> = {
  devices: { record: "Device", list: "listDevices" },
  users: { record: "User", list: "listUsers" },
  apps: { record: "App", list: "listApps" },
  organizations: { record: "Organization", list: "listOrganizations" },
  groups: { record: "Group", list: "listGroups" },
  members: { record: "GroupMember", list: "listGroupMembers" },
};
