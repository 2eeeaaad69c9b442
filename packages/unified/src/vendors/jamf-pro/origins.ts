import type { User } from "@mdmkit/jamf-pro";
import type { Origins } from "../../origins.ts";
import type { JamfProTypes } from "./client.ts";
import { mapJamfProComputer } from "./map-computer.ts";
import { mapJamfProMobileDevice } from "./map-mobile-device.ts";
import { mapJamfProUser } from "./map-user.ts";
import type { JamfProComputer, JamfProMobileDevice } from "./record.ts";

/** The sections that `read-devices.ts` asks for, as properties. */
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

/** Which operations fill the records that the mappers take; single reads ask for the sections that lists do. */
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
  users: [{ map: mapJamfProUser, list: { record: "listUsers" }, get: { record: "getUser" } }],
} as const satisfies Origins<JamfProTypes, { devices: JamfProComputer | JamfProMobileDevice; users: User }>;
