import type { App, Device, Organization, User } from "@mdmkit/unified";

/** What the commands work on. */
export const RESOURCES = ["devices", "users", "apps", "organizations"] as const;
export type Resource = (typeof RESOURCES)[number];

type Records = { devices: Device; users: User; apps: App; organizations: Organization };
export type RecordOf<Name extends Resource> = Records[Name];

type ResourceNames = {
  readonly record: string;
  readonly create: string;
  readonly update: string;
  readonly list: string;
};

/** Names of schemas and of the list operation in the unified document. */
export const NAMES: Record<Resource, ResourceNames> = {
  devices: { record: "Device", create: "DeviceCreate", update: "DeviceUpdate", list: "listDevices" },
  users: { record: "User", create: "UserCreate", update: "UserUpdate", list: "listUsers" },
  apps: { record: "App", create: "AppCreate", update: "AppUpdate", list: "listApps" },
  organizations: {
    record: "Organization",
    create: "OrganizationCreate",
    update: "OrganizationUpdate",
    list: "listOrganizations",
  },
};
