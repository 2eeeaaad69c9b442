import type { Fields } from "./filter.ts";

const same = (...names: readonly string[]): Fields => Object.fromEntries(names.map((name) => [name, name]));

const inSection = (section: string, ...names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, `${section}.${name}`]));

const dotted = (section: string, ...names: readonly string[]): Fields =>
  same(...names.map((name) => `${section}.${name}`));

/** Fields of computers-inventory, as far as rows here have them. */
export const computerFields: Fields = {
  ...same("id", "udid"),
  ...dotted("general", "name", "assetTag", "barcode1", "barcode2", "lastIpAddress", "jamfBinaryVersion"),
  ...dotted(
    "general",
    "enrolledViaAutomatedDeviceEnrollment",
    "lastCheckIn",
    "lastContact",
    "lastEnrolledDate",
  ),
  ...dotted("general", "reportDate", "lastReportedIpV4", "lastReportedIpV6", "managementId", "platform"),
  ...dotted("general", "remoteManagement.managed", "mdmCapable.capable", "supervised", "userApprovedMdm"),
  ...dotted("hardware", "macAddress", "make", "model", "modelIdentifier", "serialNumber", "appleSilicon"),
  ...dotted("operatingSystem", "fileVault2Status", "build", "supplementalBuildVersion", "name", "version"),
  ...dotted("operatingSystem", "rapidSecurityResponse", "activeDirectoryStatus"),
  ...dotted("security", "activationLockEnabled", "recoveryLockEnabled", "firewallEnabled"),
  ...dotted("userAndLocation", "username", "realname", "email", "phone", "position", "room"),
  ...dotted("userAndLocation", "buildingId", "departmentId"),
  ...dotted("purchasing", "purchased", "leased", "vendor", "warrantyDate", "lifeExpectancy", "appleCareId"),
  "diskEncryption.fileVault2Enabled": "diskEncryption.fileVault2Enabled",
};

/** Before v4 there was one date of contact. */
export const olderComputerFields: Fields = {
  ...computerFields,
  "general.lastContactTime": "general.lastContact",
  "general.lastReportedIp": "general.lastReportedIpV4",
};

/** Fields of mobile-devices/detail: named without their section. */
export const mobileDetailFields: Fields = {
  mobileDeviceId: "mobileDeviceId",
  ...inSection("general", "udid", "displayName", "assetTag", "lastInventoryUpdateDate", "lastContactDate"),
  ...inSection("general", "osVersion", "osBuild", "osSupplementalBuildVersion", "osRapidSecurityResponse"),
  ...inSection(
    "general",
    "ipAddress",
    "managed",
    "supervised",
    "managementId",
    "lastEnrolledDate",
    "timeZone",
  ),
  ...inSection("hardware", "serialNumber", "model", "modelIdentifier", "modelNumber", "wifiMacAddress"),
  ...inSection("hardware", "capacityMb", "availableSpaceMb", "batteryLevel", "bluetoothMacAddress"),
  ...inSection("userAndLocation", "username", "emailAddress", "position", "room", "building", "department"),
  fullName: "userAndLocation.realName",
  userPhoneNumber: "userAndLocation.phoneNumber",
  ...inSection(
    "security",
    "activationLockEnabled",
    "lostModeEnabled",
    "passcodePresent",
    "passcodeCompliant",
  ),
  ...inSection("network", "imei", "iccid", "meid", "eid", "currentCarrierNetwork"),
  ...inSection("groups", "groupId", "groupName"),
};

/** Fields of the flat list of mobile devices, which only sorts. */
export const mobileSummaryFields: Fields = {
  id: "mobileDeviceId",
  name: "general.displayName",
  udid: "general.udid",
  username: "userAndLocation.username",
  ...inSection("hardware", "serialNumber", "model", "modelIdentifier", "wifiMacAddress"),
};

export const userFields: Fields = same(
  ...["id", "username", "realname", "email", "phone", "position", "managedAppleId"],
);

export const commandFields: Fields = {
  ...same("uuid", "dateSent", "dateCompleted", "profileId"),
  clientManagementId: "client.managementId",
  clientType: "client.clientType",
  command: "commandType",
  status: "commandState",
};

/** Fields of groups, sites, departments and the like, whichever of them a list has. */
export const catalogFields: Fields = {
  ...same("id", "name", "siteId", "groupId", "groupName", "groupDescription", "groupType", "displayName"),
  isSmart: "smart",
};
