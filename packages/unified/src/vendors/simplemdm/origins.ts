import type { Origins } from "@mdmkit/unified/vendor";
import { mapSimpleMDMApp } from "./apps/map-app.ts";
import { mapSimpleMDMDevice } from "./devices/map-device.ts";
import type { SimpleMDMTypes } from "./generated/api/client.ts";
import { mapSimpleMDMDeviceGroup, mapSimpleMDMGroup } from "./groups/map-group.ts";
import type { simplemdm } from "./index.ts";
import { mapSimpleMDMAccount } from "./organizations/organizations.ts";

const JOINED = {
  assignmentGroups: ["listAssignmentGroups"],
  deviceGroup: "listDeviceGroups",
  account: "getAccount data",
} as const;

/** Which operations fill the records that the mappers take. */
export const origins = {
  devices: {
    map: mapSimpleMDMDevice,
    list: { record: "listDevices", joined: JOINED },
    get: { record: "getDevice data", joined: JOINED },
  },
  apps: {
    map: mapSimpleMDMApp,
    list: { record: "listDeviceInstalledApps", joined: { device: "listDevices" } },
    get: { record: "getInstalledApp data", joined: { device: "getDevice data" } },
  },
  organizations: { map: mapSimpleMDMAccount, both: "getAccount data" },
  groups: [
    {
      map: mapSimpleMDMDeviceGroup,
      ids: "device-group-",
      list: "listDeviceGroups",
      get: "getDeviceGroup data",
    },
    {
      map: mapSimpleMDMGroup,
      list: { record: "listAssignmentGroups", only: ["type", "id", "attributes"] },
      get: { record: "getAssignmentGroup data", only: ["type", "id", "attributes"] },
    },
  ],
} as const satisfies Origins<SimpleMDMTypes, ReturnType<typeof simplemdm>>;
