import type { ResourceName } from "../contract/capabilities.ts";

/** Schema of a resource's records in the unified document. */
export const SCHEMAS = {
  devices: "Device",
  users: "User",
  apps: "App",
  organizations: "Organization",
  groups: "Group",
} as const satisfies Record<ResourceName, string>;

/** What an update must hold whatever it changes. */
export const REQUIRED_IN_UPDATES: Readonly<Record<ResourceName, readonly string[]>> = {
  devices: [],
  users: ["name"],
  apps: [],
  organizations: ["name"],
  groups: [],
};

/** What a create must hold. */
export const REQUIRED_IN_CREATES: Readonly<Record<ResourceName, readonly string[]>> = {
  devices: ["name"],
  users: ["name", "emails"],
  apps: ["name", "version", "app_id"],
  organizations: ["name"],
  groups: ["name"],
};
