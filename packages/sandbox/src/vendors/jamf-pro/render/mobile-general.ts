import type { Row } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";
import type { Draw } from "../../../fleet/draw.ts";
import type { Facts } from "../inventory.ts";
import { isBefore } from "../permissions.ts";
import { isoOrNull, siteIdOf } from "./computer-general.ts";

const year = 365 * 86_400_000;

type Parts = { device: PhysicalDevice; draw: Draw };

/** What only an iPad that people share would fill. */
const notShared = {
  residentUsers: -1,
  quotaSize: -1,
  temporarySessionTimeout: -1,
  userSessionTimeout: -1,
  maximumSharediPadUsersStored: -1,
};

function ownershipOf(device: PhysicalDevice, version: string | undefined): string {
  if (device.companyOwned) return "Institutional";
  return isBefore(version, [11, 25]) ? "PersonalDeviceProfile" : "AccountDrivenUserEnrollment";
}

export function mobileGeneral({ inventory, index, version }: Facts, { device, draw }: Parts): Row {
  const managed = inventory.isManaged("mobile", index);
  const seen = isoOrNull(device.lastSeenAt);
  return {
    udid: device.uuid.toLowerCase(),
    displayName: device.name,
    assetTag: device.assetTag ?? "",
    siteId: siteIdOf(draw),
    lastInventoryUpdateDate: seen,
    lastContactDate: draw.chance("contact", 0.9) ? seen : null,
    osVersion: device.os.version,
    osRapidSecurityResponse: "",
    osBuild: device.os.build,
    osSupplementalBuildVersion: draw.chance("supplemental", 0.3) ? `${device.os.build}a` : "",
    softwareUpdateDeviceId: device.model.identifier,
    ipAddress: device.address.local,
    managed,
    supervised: device.supervised,
    deviceOwnershipType: ownershipOf(device, version),
    enrollmentMethodPrestage: device.automatedEnrollment
      ? { mobileDevicePrestageId: "1", profileName: "Standard" }
      : null,
    lastEnrolledDate: isoOrNull(device.enrolledAt),
    mdmProfileExpirationDate: managed ? isoOrNull(device.enrolledAt + 2 * year) : null,
    timeZone: "Europe/Lisbon",
    declarativeDeviceManagementEnabled: managed,
    managementId: inventory.managementId("mobile", index),
    ...notShared,
    cloudBackupEnabled: true,
    lastCloudBackupDate: draw.chance("backup", 0.5) ? seen : null,
    itunesStoreAccountActive: true,
  };
}
