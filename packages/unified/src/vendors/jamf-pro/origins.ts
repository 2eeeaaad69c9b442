import type { Origins } from "@mdmkit/unified/vendor";
import { mapJamfProComputerApp } from "./apps/map-computer-app.ts";
import { mapJamfProManagedApp } from "./apps/map-managed-app.ts";
import { mapJamfProMobileApp } from "./apps/map-mobile-app.ts";
import { mapJamfProComputer } from "./devices/map-computer.ts";
import { mapJamfProMobileDevice } from "./devices/map-mobile-device.ts";
import type { JamfProTypes } from "./generated/api/client.ts";
import { mapJamfProComputerGroup, mapJamfProMobileGroup, mapJamfProUserGroup } from "./groups/map-group.ts";
import type { jamfPro } from "./index.ts";
import { mapJamfProSite } from "./organizations/map-site.ts";
import { mapJamfProUser } from "./users/map-user.ts";

/** The sections that `read-inventory.ts` requests, as properties. */
const COMPUTER = [
  "id",
  "udid",
  "general",
  "hardware",
  "operatingSystem",
  "userAndLocation",
  "purchasing",
  "security",
  "diskEncryption",
  "storage",
  "softwareUpdates",
  "groupMemberships",
  "extensionAttributes",
] as const;

const MOBILE = [
  "mobileDeviceId",
  "deviceType",
  "general",
  "hardware",
  "userAndLocation",
  "purchasing",
  "security",
  "network",
  "serviceSubscriptions",
  "groups",
  "extensionAttributes",
] as const;

const MOBILE_LISTED = { ownerUser: "listUsers", siteName: "listSites [].name" } as const;

/** What `read-apps.ts` keeps of the device beside each of its applications. */
const COMPUTER_OF_APP = ["id", "general"] as const;

const MOBILE_APP = {
  record: "listMobileDeviceDetails",
  only: ["mobileDeviceId", "deviceType", "general", "hardware"],
  joined: { application: "listMobileDeviceDetails results[].applications[]" },
} as const;

/** Which operations fill the records of the mappers; single reads request the same sections as lists. */
export const origins = {
  devices: [
    {
      map: mapJamfProComputer,
      ids: "computer-",
      list: {
        record: ["listComputers", "listComputersV3", "listComputersV1"],
        only: COMPUTER,
        joined: { ownerUser: "listUsers" },
      },
      get: {
        record: ["getComputer", "getComputerV3", "getComputerV1"],
        only: COMPUTER,
        joined: { ownerUser: "listUsers", compliance: ["listComputerCompliance []"] },
      },
    },
    {
      map: mapJamfProMobileDevice,
      ids: "mobile-",
      list: { record: "listMobileDeviceDetails", only: MOBILE, joined: MOBILE_LISTED },
      get: {
        record: "listMobileDeviceDetails",
        only: MOBILE,
        joined: {
          ...MOBILE_LISTED,
          compliance: ["listMobileDeviceCompliance []"],
          initialEntryTimestamp: "getMobileDeviceDetail initialEntryTimestamp",
        },
      },
    },
  ],
  users: {
    map: mapJamfProUser,
    list: ["listUsers", "findUsersById user"],
    get: ["getUser", "findUsersById user"],
  },
  apps: [
    {
      map: mapJamfProComputerApp,
      ids: "computer-",
      list: {
        record: ["listComputers", "listComputersV3", "listComputersV1"],
        only: COMPUTER_OF_APP,
        joined: { application: "listComputers results[].applications[]" },
      },
      get: {
        record: ["getComputer", "getComputerV3", "getComputerV1"],
        only: COMPUTER_OF_APP,
        joined: { application: "getComputer applications[]" },
      },
    },
    { map: mapJamfProMobileApp, ids: "mobile-", both: MOBILE_APP },
    {
      map: mapJamfProManagedApp,
      ids: "managed-",
      list: { joined: { general: "findMobileDeviceApplications mobile_device_applications[]" } },
      get: "findMobileDeviceApplicationsById mobile_device_application",
    },
  ],
  organizations: { map: mapJamfProSite, both: "listSites []" },
  groups: [
    { map: mapJamfProComputerGroup, ids: "computer-", both: "listComputerGroups []" },
    { map: mapJamfProMobileGroup, ids: "mobile-", both: "listMobileDeviceGroups []" },
    { map: mapJamfProUserGroup, ids: "user-group-", both: "findUserGroups user_groups[]" },
  ],
} as const satisfies Origins<JamfProTypes, ReturnType<typeof jamfPro>>;
