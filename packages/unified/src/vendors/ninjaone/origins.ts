import type { Origins } from "@mdmkit/unified/vendor";
import { mapNinjaOneApp } from "./apps/map-app.ts";
import { mapNinjaOneDevice } from "./devices/map-device.ts";
import type { NinjaOneTypes } from "./generated/api/client.ts";
import { mapNinjaOneGroup } from "./groups/groups.ts";
import type { ninjaone } from "./index.ts";
import { mapNinjaOneOrganization } from "./organizations/map-organization.ts";
import { mapNinjaOneUser } from "./users/map-user.ts";

/** What the reports say of a device, whoever asks. */
const REPORTED = {
  health: "getDeviceHealthReport results[]",
  antivirus: ["getAntivirusStatusReport results[]"],
} as const;

/** Which operations fill the records that the mappers take. */
export const origins = {
  devices: {
    map: mapNinjaOneDevice,
    list: {
      record: "getDevicesDetailed []",
      added: ["countsVulnerabilities"],
      joined: {
        ...REPORTED,
        bitLockerVolumes: ["getVolumes results[]"],
        customFields: "getCustomFieldsReport results[].fields",
      },
    },
    get: {
      record: "getDevice",
      added: ["countsVulnerabilities"],
      joined: {
        ...REPORTED,
        bitLockerVolumes: ["getDeviceVolumes []"],
        customFields: "getNodeCustomFields",
      },
    },
  },
  users: { map: mapNinjaOneUser, both: "getUsers []" },
  apps: {
    map: mapNinjaOneApp,
    list: {
      record: ["getSoftware results[]", "getDeviceSoftware []"],
      joined: { device: "getDevices []" },
    },
    get: { record: "getDeviceSoftware []", joined: { device: "getDevice" } },
  },
  organizations: { map: mapNinjaOneOrganization, list: "getOrganizations []", get: "getOrganization" },
  groups: { map: mapNinjaOneGroup, both: "getGroups []" },
} as const satisfies Origins<NinjaOneTypes, ReturnType<typeof ninjaone>>;
