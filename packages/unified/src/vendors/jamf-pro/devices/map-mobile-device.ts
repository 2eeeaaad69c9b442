import {
  bytes,
  type Complete,
  type Device,
  type Drift,
  type EnrollmentStatus,
  earliest,
  first,
  flag,
  hardwareId,
  hardwareText,
  ipAddress,
  ipAddresses,
  latest,
  list,
  macAddresses,
  percent,
  serialNumber,
  text,
  toRfc3339,
} from "@mdmkit/unified/vendor";
import { unifiedId } from "../api/device-id.ts";
import type { JamfProMobileDevice } from "../api/record.ts";
import {
  complianceOf,
  customFields,
  dayToRfc3339,
  fieldEntries,
  MEGABYTE,
  ownerOf,
  siteOf,
  tagsOf,
} from "./device-parts.ts";
import { familyOf } from "./mobile-family.ts";
import { carrierOf, iccidsOf, imeisOf, phoneNumberOf } from "./mobile-network.ts";
import { enrollmentTypeOf, isCorporateOwned } from "./mobile-ownership.ts";
import { sectionsOf, subscriptionsOf } from "./mobile-sections.ts";

/** A mobile device is an iPhone, iPad, Apple TV, Watch or Vision Pro. There is no agent on any of them. */
export function mapJamfProMobileDevice(
  device: JamfProMobileDevice,
  drift?: Drift,
): Complete<Device, "approval" | "backups" | "edr" | "maintenance" | "names" | "vulnerabilities"> {
  const { general, hardware, security, purchasing, network } = sectionsOf(device);
  const subscriptions = subscriptionsOf(device, drift);
  const { userAndLocation } = device;
  const family = familyOf(device, drift);
  const enteredAt = toRfc3339(device.initialEntryTimestamp, drift);
  const enrolledAt = toRfc3339(general?.lastEnrolledDate, drift);
  const reportedAt = toRfc3339(general?.lastInventoryUpdateDate, drift);
  const contactedAt = latest(toRfc3339(general?.lastContactDate, drift), reportedAt);
  return {
    id: unifiedId("mobile", device.mobileDeviceId, drift),
    name: text(general?.displayName, drift),
    hostname: undefined,
    serial_number: serialNumber(hardware?.serialNumber, drift),
    asset_tag: text(general?.assetTag, drift),
    type: family?.type ?? "other",
    platform: family?.platform ?? "unknown",
    manufacturer: "Apple", // there are no others
    model: hardwareText(hardware?.model, drift),
    is_corporate_owned: isCorporateOwned(general, drift),
    custom_fields: customFields([
      attributesOf(device.extensionAttributes, drift),
      attributesOf(general?.extensionAttributes, drift),
      attributesOf(hardware?.extensionAttributes, drift),
      attributesOf(purchasing?.extensionAttributes, drift),
      attributesOf(userAndLocation?.extensionAttributes, drift),
    ]),
    tags: tagsOf(device.groups, drift),
    notes: undefined,

    os_name: family?.osName,
    os_version: text(general?.osVersion, drift),
    os_build: text(general?.osBuild, drift),
    os_version_extra: first(text(general?.osRapidSecurityResponse, drift), supplement(general, drift)),
    patch_status: undefined,

    owner: userAndLocation
      ? ownerOf(
          {
            username: text(userAndLocation.username, drift),
            name: text(userAndLocation.realName, drift),
            email: text(userAndLocation.emailAddress, drift),
          },
          device.ownerUser,
          drift,
        )
      : undefined,
    organization: siteOf(text(general?.siteId, drift), text(device.siteName, drift)),
    policy: undefined, // of a device's many profiles none is the one

    ip_addresses: ipAddresses([ipAddress(general?.ipAddress, drift)]),
    mac_addresses: macAddresses([text(hardware?.wifiMacAddress, drift)]),
    public_ip: undefined,

    mdm_enabled: flag(general?.managed, drift),
    agent_installed: false,
    agent_version: null,
    enrollment_status: enrollmentStatus(general, drift),
    is_offline: undefined,
    first_enrolled_at: enteredAt && earliest(enteredAt, enrolledAt, contactedAt), // of the record, which enrolling makes
    last_enrolled_at: enrolledAt,
    last_activity_at: contactedAt && latest(contactedAt, enrolledAt),
    created_at: enteredAt && earliest(enteredAt, reportedAt),
    updated_at: reportedAt,

    disk_encryption: flag(security?.dataProtected, drift),
    firewall_enabled: undefined,
    last_scan_at: undefined,

    backup_last_success_at: latest(
      toRfc3339(general?.lastCloudBackupDate, drift),
      toRfc3339(general?.lastBackupDate, drift),
    ),
    warranty_start_at: undefined, // the date of purchase is another
    warranty_end_at: dayToRfc3339(purchasing?.warrantyExpiresDate, drift),
    warranty_fulfillment_at: undefined,

    udid: hardwareId(general?.udid, drift),
    hardware_uuid: undefined,
    imeis: imeisOf(network, subscriptions, drift),
    meid: text(network?.meid, drift),
    iccids: iccidsOf(network, subscriptions, drift),
    management_id: text(general?.managementId, drift),
    enrollment_type: enrollmentTypeOf(general, drift),
    is_supervised: flag(general?.supervised, drift),
    compliance_status: complianceOf(device, drift),
    lost_mode: lostMode(security?.lostModeEnabled, drift),
    activation_lock_enabled: flag(security?.activationLockEnabled, drift),
    passcode_present: flag(security?.passcodePresent, drift),
    passcode_compliant: first(
      flag(security?.passcodeCompliantWithProfile, drift),
      flag(security?.passcodeCompliant, drift),
    ),
    is_jailbroken: flag(security?.jailBreakDetected, drift),
    cpu_name: undefined,
    cpu_cores: undefined,
    memory_bytes: undefined,
    storage_total_bytes: bytes(hardware?.capacityMb, MEGABYTE, drift),
    storage_available_bytes: bytes(hardware?.availableSpaceMb, MEGABYTE, drift),
    battery_percent: percent(hardware?.batteryLevel, drift),
    phone_number: phoneNumberOf(network, subscriptions, drift),
    carrier: carrierOf(network, subscriptions, drift),
  };
}

type Sections = ReturnType<typeof sectionsOf>;

/** The supplement of the build; without one Jamf repeats the build. */
function supplement(general: Sections["general"], drift?: Drift): Device["os_version_extra"] {
  const build = text(general?.osBuild, drift);
  const supplemented = text(general?.osSupplementalBuildVersion, drift);
  return supplemented && supplemented === build ? null : supplemented;
}

/** A device that was never managed is not managed either. */
function enrollmentStatus(general: Sections["general"], drift?: Drift): EnrollmentStatus | null | undefined {
  const managed = flag(general?.managed, drift);
  if (typeof managed !== "boolean") return managed;
  if (managed) return "enrolled";
  return text(general?.lastEnrolledDate, drift) ? "removed" : "unknown";
}

function lostMode(enabled: boolean | null | undefined, drift?: Drift): Device["lost_mode"] {
  const value = flag(enabled, drift);
  if (typeof value !== "boolean") return value;
  return value ? "enabled" : "disabled";
}

function attributesOf(section: JamfProMobileDevice["extensionAttributes"], drift?: Drift) {
  return fieldEntries(section, ({ value }) => list(value, drift), drift);
}
