import { type Row, rowOf, textOf } from "../../../engine/records/values.ts";
import { siteOf } from "../catalog.ts";

/** What the sections of a device have, without the sections. */
const flat = ({ general, hardware, network, userAndLocation }: Row): Row => ({
  ...rowOf(userAndLocation),
  ...rowOf(network),
  ...rowOf(hardware),
  ...rowOf(general),
});

/** What `/api/v2/mobile-devices` names in another way. */
export function toSummary(device: Row): Row {
  const own = flat(device);
  return { ...own, id: device.mobileDeviceId, name: own.displayName, type: typeOf(device) };
}

const typeOf = (device: Row): string => textOf(device, "deviceType").toLowerCase();

export type DetailExtras = {
  enrolledAt: number;
  /** Kept by the server until the passcode is cleared; null where the device sent none. */
  unlockToken: string | null;
};

/** What a single read names in another way, the type in lower case, and what lists lack. */
export function toDetail(device: Row, { enrolledAt, unlockToken }: DetailExtras): Row {
  const own = flat(device);
  return {
    ...own,
    ...device,
    id: device.mobileDeviceId,
    name: own.displayName,
    enforceName: false,
    lastInventoryUpdateTimestamp: own.lastInventoryUpdateDate,
    lastContactTimestamp: own.lastContactDate,
    initialEntryTimestamp: new Date(enrolledAt).toISOString(),
    lastEnrollmentTimestamp: own.lastEnrolledDate,
    mdmProfileExpirationTimestamp: own.mdmProfileExpirationDate,
    deviceOwnershipLevel: own.deviceOwnershipType,
    enrollmentMethod: "User-initiated - no invitation",
    site: siteOf(own.siteId),
    location: device.userAndLocation,
    type: typeOf(device),
    ios: {
      ...own,
      ...device,
      lastBackupTimestamp: own.lastBackupDate,
      availableMb: own.availableSpaceMb,
      percentageUsed: own.usedSpacePercentage,
      shared: own.sharedIpad,
      lastCloudBackupTimestamp: own.lastCloudBackupDate,
      unlockToken,
    },
  };
}
