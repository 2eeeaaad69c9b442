import type { Origins } from "@mdmkit/unified/vendor";
import { mapAppliveryApp } from "./apps/map-app.ts";
import { mapAppliveryDevice } from "./devices/map-device.ts";
import type { AppliveryTypes } from "./generated/api/client.ts";
import { mapAppliveryTag, mapAppliveryUserTag } from "./groups/groups.ts";
import type { applivery } from "./index.ts";
import { mapAppliveryOrganization } from "./organizations/map-organization.ts";
import { mapAppliveryUser } from "./users/map-user.ts";

/**
 * An app is in the list of its platform, or put together from the configuration values of a Windows device. The device
 * it is on is that of the list's row, or the same said by a record.
 */
const APPS = {
  record: [
    "listAppleDeviceApplications data[]",
    "listAndroidDeviceApplications data[]",
    "listAospDeviceApplications data[]",
  ],
  added: ["productCode", "Publisher", "Status", "InstallDate", "copy"],
  joined: { device: "listDevices" },
} as const;

const ORGANIZATION = {
  record: "getOrganization data",
  joined: { organizationInfo: "listDevices data.items[].organizationInfo" },
} as const;

/** Which operations fill the records that the mappers take: rows of the list, and with `get` the platform's record. */
export const origins = {
  devices: {
    map: mapAppliveryDevice,
    list: "listDevices",
    get: {
      record: "listDevices",
      joined: {
        apple: "getAppleDevice data",
        android: "getAndroidDevice data",
        windows: "getWindowsDevice data",
        aosp: "listAospDevices",
      },
    },
  },
  users: { map: mapAppliveryUser, list: "listMdmUsers", get: "getMdmUser data" },
  apps: {
    map: mapAppliveryApp,
    list: { ...APPS, leads: ["getWindowsDevice", "listAospDevices"] },
    get: { ...APPS, leads: ["getAppleDevice", "getWindowsDevice", "listAospDevices"] },
  },
  organizations: { map: mapAppliveryOrganization, both: ORGANIZATION },
  groups: [
    { map: mapAppliveryTag, both: { record: "listDeviceTags data[]", added: ["tagOf"] } },
    {
      map: mapAppliveryUserTag,
      ids: "user-group-",
      both: { record: "listMdmUserTags data[]", added: ["tagOf"] },
    },
  ],
} as const satisfies Origins<AppliveryTypes, ReturnType<typeof applivery>>;
