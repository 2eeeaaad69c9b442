import type { Device, EnrollmentStatus } from "../../../contract/model.ts";
import type { Complete } from "../../../mapping/complete.ts";
import { macAddresses, routableAddresses } from "../../../mapping/network.ts";
import { toRfc3339 } from "../../../mapping/rfc3339.ts";
import { serialNumber } from "../../../mapping/serial-number.ts";
import { first, flag, percent, text } from "../../../mapping/values.ts";
import { isRecord } from "../../../records/record.ts";
import { unifiedId } from "../api/device-id.ts";
import type { JamfProMobileDevice } from "../api/record.ts";
import {
  complianceOf,
  customFields,
  dayToRfc3339,
  known,
  megabytes,
  ownerOf,
  siteOf,
  tagsOf,
} from "./device-parts.ts";
import { familyOf } from "./mobile-family.ts";
import { carrierOf, iccidsOf, imeisOf, phoneNumberOf } from "./mobile-network.ts";
import { enrollmentTypeOf, isCorporateOwned } from "./mobile-ownership.ts";
import { sectionsOf } from "./mobile-sections.ts";

/** A mobile device is an iPhone, iPad, Apple TV, Watch or Vision Pro. There is no agent on any of them. */
export function mapJamfProMobileDevice(device: JamfProMobileDevice): Complete<Device> {
  const { general, hardware, security, purchasing, network, serviceSubscriptions } = sectionsOf(device);
  const { userAndLocation } = device;
  const family = familyOf(device);
  return {
    id: unifiedId("mobile", device.mobileDeviceId),
    name: text(general?.displayName),
    hostname: undefined,
    dns_name: undefined,
    netbios_name: undefined,
    serial_number: serialNumber(hardware?.serialNumber),
    asset_tag: text(general?.assetTag),
    type: family?.type ?? "other",
    platform: family?.platform ?? "unknown",
    manufacturer: "Apple", // there are no others
    model: text(hardware?.model),
    is_corporate_owned: isCorporateOwned(general),
    custom_fields: customFields(
      [
        device.extensionAttributes,
        general?.extensionAttributes,
        hardware?.extensionAttributes,
        purchasing?.extensionAttributes,
        userAndLocation?.extensionAttributes,
      ].map((section) => section && fieldsOf(section)),
    ),
    tags: tagsOf(device.groups),
    notes: undefined,

    os_name: family?.osName,
    os_version: text(general?.osVersion),
    os_build: text(general?.osBuild),
    os_version_extra: first(
      text(general?.osRapidSecurityResponse),
      text(general?.osSupplementalBuildVersion),
    ),
    patch_status: undefined,

    owner: userAndLocation
      ? ownerOf(
          {
            username: userAndLocation.username,
            name: userAndLocation.realName,
            email: userAndLocation.emailAddress,
          },
          device.ownerUser,
        )
      : undefined,
    organization: siteOf(general?.siteId, device.siteName),
    policy: undefined, // of a device's many profiles none is the one

    ip_addresses: isRecord(general) ? routableAddresses([general.ipAddress]) : undefined,
    mac_addresses: isRecord(hardware) ? macAddresses([hardware.wifiMacAddress]) : undefined,
    public_ip: undefined,

    mdm_enabled: flag(general?.managed),
    agent_installed: false,
    agent_version: null,
    approval_status: undefined,
    enrollment_status: enrollmentStatus(general),
    is_offline: undefined,
    first_enrolled_at: toRfc3339(device.initialEntryTimestamp), // of the record, which enrolling makes
    last_enrolled_at: toRfc3339(general?.lastEnrolledDate),
    last_activity_at: first(toRfc3339(general?.lastContactDate), toRfc3339(general?.lastInventoryUpdateDate)),
    created_at: toRfc3339(device.initialEntryTimestamp),
    updated_at: toRfc3339(general?.lastInventoryUpdateDate),

    disk_encryption: flag(security?.dataProtected),
    firewall_enabled: undefined,
    edr_installed: undefined,
    edr_status: undefined,
    critical_vuln_count: undefined,
    high_vuln_count: undefined,
    last_scan_at: undefined,

    maintenance_status: undefined,
    maintenance_start_at: undefined,
    maintenance_end_at: undefined,
    maintenance_reason: undefined,
    backup_last_success_at: first(
      toRfc3339(general?.lastCloudBackupDate),
      toRfc3339(general?.lastBackupDate),
    ),
    backup_last_failure_at: undefined,
    backup_total_bytes: undefined,
    warranty_start_at: undefined, // the date of purchase is another
    warranty_end_at: dayToRfc3339(purchasing?.warrantyExpiresDate),
    warranty_fulfillment_at: undefined,

    remote_data: undefined, // attached by the engine

    udid: text(general?.udid),
    hardware_uuid: undefined,
    imeis: imeisOf(network, serviceSubscriptions),
    meid: text(network?.meid),
    iccids: iccidsOf(network, serviceSubscriptions),
    management_id: text(general?.managementId),
    enrollment_type: enrollmentTypeOf(general),
    is_supervised: flag(general?.supervised),
    is_user_approved: undefined,
    compliance_status: complianceOf(device),
    lost_mode: lostMode(security?.lostModeEnabled),
    activation_lock_enabled: flag(security?.activationLockEnabled),
    passcode_present: flag(security?.passcodePresent),
    passcode_compliant: first(
      flag(security?.passcodeCompliantWithProfile),
      flag(security?.passcodeCompliant),
    ),
    is_jailbroken: flag(security?.jailBreakDetected),
    cpu_name: undefined,
    cpu_cores: undefined,
    memory_bytes: undefined,
    storage_total_bytes: megabytes(hardware?.capacityMb),
    storage_available_bytes: megabytes(hardware?.availableSpaceMb),
    battery_percent: percent(known(hardware?.batteryLevel)),
    phone_number: phoneNumberOf(network, serviceSubscriptions),
    carrier: carrierOf(network, serviceSubscriptions),
    is_partial: undefined, // set by the engine
  };
}

type Sections = ReturnType<typeof sectionsOf>;

/** A device that was never managed is not managed either. */
function enrollmentStatus(general: Sections["general"]): EnrollmentStatus | null | undefined {
  const managed = flag(general?.managed);
  if (typeof managed !== "boolean") return managed;
  if (managed) return "enrolled";
  return text(general?.lastEnrolledDate) ? "removed" : "unknown";
}

function lostMode(enabled: boolean | null | undefined): Device["lost_mode"] {
  const value = flag(enabled);
  if (typeof value !== "boolean") return value;
  return value ? "enabled" : "disabled";
}

const fieldsOf = (section: NonNullable<JamfProMobileDevice["extensionAttributes"]>) =>
  Array.isArray(section)
    ? section.map((field) => field && { name: field.name, values: field.value })
    : section;
