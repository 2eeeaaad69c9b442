export const FLEET_RESOURCES = ["devices", "users", "apps", "organizations", "groups"] as const;
export type FleetResource = (typeof FLEET_RESOURCES)[number];
