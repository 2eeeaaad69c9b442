import type { Origins } from "@mdmkit/unified/vendor";
import { mapJumpCloudApp } from "./apps/map-app.ts";
import { mapJumpCloudSystem } from "./devices/map-system.ts";
import type { JumpCloudTypes } from "./generated/api/client.ts";
import { mapJumpCloudGroup, mapJumpCloudUserGroup } from "./groups/map-group.ts";
import type { jumpcloud } from "./index.ts";
import { mapJumpCloudOrganization } from "./organizations/map-organization.ts";
import { mapJumpCloudUser } from "./users/map-systemuser.ts";

const ORGANIZATION_NAME = "organization_list results[].displayName";

const LISTED = {
  insights: {
    system_info: ["systeminsights_list_system_info"],
    os_version: ["systeminsights_list_os_version"],
    interface_details: ["systeminsights_list_interface_details"],
    chassis_info: ["systeminsights_list_chassis_info"],
    disk_encryption: ["systeminsights_list_disk_encryption"],
    bitlocker_info: ["systeminsights_list_bitlocker_info"],
    disk_info: ["systeminsights_list_disk_info"],
    alf: ["systeminsights_list_alf"],
    windows_security_center: ["systeminsights_list_windows_security_center"],
    battery: ["systeminsights_list_battery"],
  },
  appleMdmDevice: "applemdms_deviceslist",
  primaryUser: "search_systemusers_post",
  organizationName: ORGANIZATION_NAME,
} as const;

/** A row is of one of the tables. */
const SOFTWARE = {
  record: ["systeminsights_list_apps", "systeminsights_list_programs", "systeminsights_list_linux_packages"],
  added: ["insightTable", "copy"],
} as const;

/** Which operations fill the records that the mappers take; `join-systems.ts` and `devices.ts` make them. */
export const origins = {
  devices: {
    map: mapJumpCloudSystem,
    list: { record: "systems_list", joined: LISTED, leads: ["applemdms_list"] },
    get: {
      record: "systems_get",
      joined: {
        ...LISTED,
        systemGroups: [{ id: "graph_systemMemberOf [].id", name: "groups_system_list [].name" }],
        policies: [{ id: "graph_systemTraversePolicy [].id", name: "policies_list [].name" }],
        googleEmmDevice: "Devices_GetDevice",
      },
      leads: ["applemdms_list"],
    },
  },
  users: {
    map: mapJumpCloudUser,
    list: { record: "systemusers_list", joined: { organizationName: ORGANIZATION_NAME } },
    get: { record: "systemusers_get", joined: { organizationName: ORGANIZATION_NAME } },
  },
  apps: { map: mapJumpCloudApp, both: SOFTWARE },
  organizations: { map: mapJumpCloudOrganization, list: "organization_list", get: "organizations_get" },
  groups: [
    { map: mapJumpCloudGroup, list: "groups_system_list", get: "groups_system_get" },
    { map: mapJumpCloudUserGroup, ids: "user-group-", list: "groups_user_list", get: "groups_user_get" },
  ],
} as const satisfies Origins<JumpCloudTypes, ReturnType<typeof jumpcloud>>;
