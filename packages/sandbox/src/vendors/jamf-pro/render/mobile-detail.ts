import { asRows, isRow, type Row } from "../../../engine/records/values.ts";
import { sites } from "../catalog.ts";

const part = (row: Row, name: string): Row => {
  const value = row[name];
  return isRow(value) ? value : {};
};

/** The twelve fields of `/api/v2/mobile-devices`. */
export function toSummary(device: Row): Row {
  const general = part(device, "general");
  const hardware = part(device, "hardware");
  return {
    id: device.mobileDeviceId,
    name: general.displayName,
    serialNumber: hardware.serialNumber,
    wifiMacAddress: hardware.wifiMacAddress,
    udid: general.udid,
    phoneNumber: part(device, "network").phoneNumber,
    model: hardware.model,
    modelIdentifier: hardware.modelIdentifier,
    username: part(device, "userAndLocation").username,
    type: String(device.deviceType).toLowerCase(),
    managementId: general.managementId,
    softwareUpdateDeviceId: general.softwareUpdateDeviceId,
  };
}

export type DetailExtras = {
  enrolledAt: number;
  /** Kept by the server until the passcode is cleared; null where the device sent none. */
  unlockToken: string | null;
};

/** The record of a single read: other names, the type in lower case, and what lists lack. */
export function toDetail(device: Row, { enrolledAt, unlockToken }: DetailExtras): Row {
  const general = part(device, "general");
  const hardware = part(device, "hardware");
  const {
    building: _building,
    department: _department,
    extensionAttributes: _extra,
    ...location
  } = part(device, "userAndLocation");
  const site = sites.find(({ id }) => id === general.siteId);
  return {
    id: device.mobileDeviceId,
    name: general.displayName,
    enforceName: false,
    assetTag: general.assetTag,
    lastInventoryUpdateTimestamp: general.lastInventoryUpdateDate,
    lastContactTimestamp: general.lastContactDate,
    osVersion: general.osVersion,
    osBuild: general.osBuild,
    osSupplementalBuildVersion: general.osSupplementalBuildVersion,
    osRapidSecurityResponse: general.osRapidSecurityResponse,
    softwareUpdateDeviceId: general.softwareUpdateDeviceId,
    serialNumber: hardware.serialNumber,
    udid: general.udid,
    ipAddress: general.ipAddress,
    wifiMacAddress: hardware.wifiMacAddress,
    bluetoothMacAddress: hardware.bluetoothMacAddress,
    managed: general.managed,
    timeZone: general.timeZone,
    initialEntryTimestamp: new Date(enrolledAt).toISOString(),
    lastEnrollmentTimestamp: general.lastEnrolledDate,
    mdmProfileExpirationTimestamp: general.mdmProfileExpirationDate,
    deviceOwnershipLevel: general.deviceOwnershipType,
    enrollmentMethod: "User-initiated - no invitation",
    enrollmentSessionTokenValid: false,
    declarativeDeviceManagementEnabled: general.declarativeDeviceManagementEnabled,
    managementId: general.managementId,
    site: { id: general.siteId, name: site?.name ?? "None" },
    extensionAttributes: asRows(device.extensionAttributes).map(
      ({ inventoryDisplay: _display, ...attribute }) => attribute,
    ),
    groups: device.groups,
    location,
    type: String(device.deviceType).toLowerCase(),
    ios: iosPart(device, { general, hardware, unlockToken }),
    tvos: null,
    watchos: null,
    visionos: null,
  };
}

function iosPart(
  device: Row,
  { general, hardware, unlockToken }: { general: Row; hardware: Row; unlockToken: string | null },
): Row {
  const security = part(device, "security");
  return {
    model: hardware.model,
    modelIdentifier: hardware.modelIdentifier,
    modelNumber: hardware.modelNumber,
    supervised: general.supervised,
    batteryLevel: hardware.batteryLevel,
    batteryHealth: hardware.batteryHealth,
    lastBackupTimestamp: general.lastBackupDate,
    capacityMb: hardware.capacityMb,
    availableMb: hardware.availableSpaceMb,
    percentageUsed: hardware.usedSpacePercentage,
    shared: general.sharedIpad,
    cloudBackupEnabled: general.cloudBackupEnabled,
    lastCloudBackupTimestamp: general.lastCloudBackupDate,
    unlockToken,
    security: {
      dataProtected: security.dataProtected,
      passcodePresent: security.passcodePresent,
      passcodeCompliant: security.passcodeCompliant,
      passcodeCompliantWithProfile: security.passcodeCompliantWithProfile,
      activationLockEnabled: security.activationLockEnabled,
      jailBreakDetected: security.jailBreakDetected,
      bootstrapToken: null,
    },
    network: device.network,
    serviceSubscriptions: device.serviceSubscriptions,
    applications: asRows(device.applications).map(({ identifier, name, version, shortVersion }) => ({
      identifier,
      name,
      version,
      shortVersion,
    })),
    certificates: [],
    ebooks: [],
    mdmCapableUsers: [],
    configurationProfiles: [],
    provisioningProfiles: [],
    attachments: [],
  };
}
