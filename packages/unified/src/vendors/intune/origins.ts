import type { Origins } from "@mdmkit/unified/vendor";
import { mapIntuneApp } from "./apps/map-app.ts";
import { mapIntuneDevice } from "./devices/map-device.ts";
import type { IntuneTypes } from "./generated/api/client.ts";
import { mapIntuneGroup } from "./groups/map-group.ts";
import type { intune } from "./index.ts";
import { mapIntuneOrganization } from "./organizations/organizations.ts";
import { mapIntuneUser } from "./users/map-user.ts";

const TENANT = "listOrganizations value[]";

/** Which operations fill the records that the mappers take. */
export const origins = {
  devices: {
    map: mapIntuneDevice,
    list: { record: "listManagedDevices", joined: { organization: TENANT } },
    get: {
      record: "getManagedDevice",
      joined: {
        details: "getManagedDeviceDetails",
        windowsProtectionState: "getWindowsProtectionState",
        users: ["listManagedDeviceUsers value[]"],
        groups: ["listDeviceMemberships"],
        organization: TENANT,
      },
    },
  },
  users: { map: mapIntuneUser, list: "listUsers", get: "getUser" },
  apps: {
    map: mapIntuneApp,
    list: { record: "listManagedDeviceDetectedApps", joined: { device: "listManagedDevices" } },
    get: { record: "listManagedDeviceDetectedApps", joined: { device: "getManagedDevice" } },
  },
  organizations: { map: mapIntuneOrganization, both: TENANT },
  groups: { map: mapIntuneGroup, list: "listGroups", get: "getGroup" },
} as const satisfies Origins<IntuneTypes, ReturnType<typeof intune>>;
