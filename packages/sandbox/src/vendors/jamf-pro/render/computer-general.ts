import type { Row } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";
import type { Draw } from "../../../fleet/draw.ts";
import { siteOf } from "../catalog.ts";
import type { Facts } from "../inventory.ts";

const year = 365 * 86_400_000;

export const isoOrNull = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString();

/** Without fraction, as some of the dates come. */
const seconds = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

export function renderGeneral({ inventory, index }: Facts, { device, draw }: Parts): Row {
  const managed = inventory.isManaged("computer", index);
  const seen = isoOrNull(device.lastSeenAt);
  return {
    name: device.name,
    lastIpAddress: device.address.public,
    lastReportedIpV4: device.address.local,
    lastReportedIpV6: device.address.link,
    jamfBinaryVersion: managed || draw.chance("agent-left", 0.5) ? "11.30.1-t1784555528405" : "",
    platform: "Mac",
    assetTag: device.assetTag ?? (index % 2 === 0 ? "" : null),
    remoteManagement: { managed },
    supervised: device.supervised,
    mdmCapable: { capable: managed },
    reportDate: seen,
    lastCheckIn: seen,
    // Not every record has both dates.
    lastContact: draw.chance("contact", 0.8) ? seen : null,
    lastEnrolledDate: seconds(device.enrolledAt),
    mdmProfileExpiration: managed ? seconds(device.enrolledAt + 2 * year) : null,
    initialEntryDate: new Date(device.enrolledAt).toISOString().slice(0, 10),
    enrollmentMethod: enrollmentMethod(device),
    site: siteOf(siteIdOf(draw)),
    enrolledViaAutomatedDeviceEnrollment: device.automatedEnrollment,
    userApprovedMdm: managed && draw.chance("approved", 0.95),
    declarativeDeviceManagementEnabled: managed,
    managementId: inventory.managementId("computer", index),
  };
}

type Parts = { device: PhysicalDevice; draw: Draw };

function enrollmentMethod(device: PhysicalDevice): Row {
  return device.automatedEnrollment
    ? { id: "1", objectName: "Standard", objectType: "PreStage enrollment" }
    : { id: "2", objectName: "admin", objectType: "User-initiated - no invitation" };
}

/** The id -1 stands for no site. */
export function siteIdOf(draw: Draw): string {
  return draw.weighted("site", [
    ["-1", 50],
    ["1", 35],
    ["2", 15],
  ]);
}
