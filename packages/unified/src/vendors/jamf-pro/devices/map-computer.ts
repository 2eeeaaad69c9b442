import type { Device, EnrollmentStatus, EnrollmentType } from "../../../contract/model.ts";
import type { Complete } from "../../../mapping/complete.ts";
import { macAddresses, routableAddresses } from "../../../mapping/network.ts";
import { toRfc3339 } from "../../../mapping/rfc3339.ts";
import { serialNumber } from "../../../mapping/serial-number.ts";
import { first, flag, list, text } from "../../../mapping/values.ts";
import { isRecord } from "../../../records/record.ts";
import { unifiedId } from "../api/device-id.ts";
import type { JamfProComputer } from "../api/record.ts";
import {
  complianceOf,
  customFields,
  dayToRfc3339,
  known,
  megabytes,
  memory,
  ownerOf,
  siteOf,
  tagsOf,
} from "./device-parts.ts";
import { diskEncryption } from "./disk-encryption.ts";
import { formFactorOf, platformOf } from "./form-factor.ts";

/** A computer is a Mac, or whatever somebody wrote a record of. A section that was not read is null, which says nothing. */
export function mapJamfProComputer(computer: JamfProComputer): Complete<Device> {
  const { general, hardware, operatingSystem, security, purchasing, userAndLocation, storage } = computer;
  const enteredAt = dayToRfc3339(general?.initialEntryDate);
  return {
    id: unifiedId("computer", computer.id),
    name: text(general?.name),
    hostname: text(general?.name), // what the Mac reports as its computer's name; there is no other
    dns_name: undefined,
    netbios_name: undefined,
    serial_number: serialNumber(hardware?.serialNumber),
    asset_tag: text(general?.assetTag),
    type: formFactorOf(computer),
    platform: platformOf(computer),
    manufacturer: text(hardware?.make),
    model: text(hardware?.model),
    is_corporate_owned: isCorporateOwned(computer),
    custom_fields: customFields([
      computer.extensionAttributes,
      general?.extensionAttributes,
      hardware?.extensionAttributes,
      operatingSystem?.extensionAttributes,
      purchasing?.extensionAttributes,
      userAndLocation?.extensionAttributes,
    ]),
    tags: tagsOf(computer.groupMemberships),
    notes: undefined,

    os_name: text(operatingSystem?.name),
    os_version: text(operatingSystem?.version),
    os_build: text(operatingSystem?.build),
    os_version_extra: first(
      text(operatingSystem?.rapidSecurityResponse),
      text(operatingSystem?.supplementalBuildVersion),
    ),
    patch_status: patchStatus(computer),

    owner: userAndLocation ? ownerOf(personOf(userAndLocation), computer.ownerUser) : undefined,
    organization: general?.site === null ? null : siteOf(general?.site?.id, general?.site?.name),
    policy: undefined, // of a device's many profiles none is the one

    ip_addresses: isRecord(general)
      ? routableAddresses([general.lastReportedIpV4, general.lastReportedIpV6, general.lastReportedIp])
      : undefined,
    mac_addresses: isRecord(hardware)
      ? macAddresses([hardware.macAddress, hardware.altMacAddress])
      : undefined,
    public_ip: text(general?.lastIpAddress),

    mdm_enabled: flag(general?.mdmCapable?.capable),
    agent_installed: agentInstalled(computer),
    agent_version: text(general?.jamfBinaryVersion),
    approval_status: undefined,
    enrollment_status: enrollmentStatus(computer),
    is_offline: undefined,
    first_enrolled_at: enteredAt, // the day of the record, which enrolling makes
    last_enrolled_at: toRfc3339(general?.lastEnrolledDate),
    last_activity_at: first(
      toRfc3339(general?.lastContact),
      toRfc3339(general?.lastCheckIn),
      toRfc3339(general?.lastContactTime),
    ),
    created_at: enteredAt,
    updated_at: toRfc3339(general?.reportDate),

    disk_encryption: diskEncryption(computer),
    firewall_enabled: flag(security?.firewallEnabled),
    edr_installed: undefined,
    edr_status: undefined,
    critical_vuln_count: undefined,
    high_vuln_count: undefined,
    last_scan_at: undefined,

    maintenance_status: undefined,
    maintenance_start_at: undefined,
    maintenance_end_at: undefined,
    maintenance_reason: undefined,
    backup_last_success_at: toRfc3339(general?.lastCloudBackupDate),
    backup_last_failure_at: undefined,
    backup_total_bytes: undefined,
    warranty_start_at: undefined, // the date of purchase is another
    warranty_end_at: dayToRfc3339(purchasing?.warrantyDate),
    warranty_fulfillment_at: undefined,

    remote_data: undefined, // attached by the engine

    udid: text(computer.udid),
    hardware_uuid: text(computer.udid), // a Mac's UDID is the UUID of its hardware
    imeis: undefined,
    meid: undefined,
    iccids: undefined,
    management_id: text(general?.managementId),
    enrollment_type: enrollmentType(computer),
    is_supervised: flag(general?.supervised),
    is_user_approved: flag(general?.userApprovedMdm),
    compliance_status: complianceOf(computer),
    lost_mode: undefined,
    activation_lock_enabled: flag(security?.activationLockEnabled),
    passcode_present: undefined,
    passcode_compliant: undefined,
    is_jailbroken: undefined,
    cpu_name: text(hardware?.processorType),
    cpu_cores: known(hardware?.coreCount) || undefined,
    memory_bytes: memory(hardware?.totalRamMegabytes),
    storage_total_bytes: megabytes(bootDisk(computer)?.sizeMegabytes),
    storage_available_bytes: megabytes(storage?.bootDriveAvailableSpaceMegabytes),
    battery_percent: undefined, // `batteryCapacityPercent` is what the battery can hold, not what it does
    phone_number: undefined,
    carrier: undefined,
    is_partial: undefined, // set by the engine
  };
}

function personOf({ username, realname, email }: NonNullable<JamfProComputer["userAndLocation"]>) {
  return { username, name: realname, email };
}

/** Bought by the company, or enrolled by the serial numbers it bought; otherwise Jamf does not say. */
function isCorporateOwned({ general, purchasing }: JamfProComputer): Device["is_corporate_owned"] {
  const signs = [general?.enrolledViaAutomatedDeviceEnrollment, purchasing?.purchased, purchasing?.leased];
  return signs.map(flag).includes(true) ? true : undefined;
}

function patchStatus({ softwareUpdates }: JamfProComputer): Device["patch_status"] {
  const waiting = list(softwareUpdates);
  if (!Array.isArray(softwareUpdates)) return undefined;
  return waiting.length > 0 ? "updates_available" : "up_to_date";
}

function agentInstalled({ general }: JamfProComputer): Device["agent_installed"] {
  const version = text(general?.jamfBinaryVersion);
  return version === undefined ? undefined : version !== null;
}

/** A record that was never managed is not managed either. */
function enrollmentStatus({ general }: JamfProComputer): EnrollmentStatus | null | undefined {
  const managed = flag(general?.remoteManagement?.managed);
  if (typeof managed !== "boolean") return managed;
  if (managed) return "enrolled";
  return text(general?.lastEnrolledDate) ? "removed" : "unknown";
}

function enrollmentType({ general }: JamfProComputer): EnrollmentType | undefined {
  if (flag(general?.enrolledViaAutomatedDeviceEnrollment) === true) return "automated";
  return /^user-initiated/i.test(text(general?.enrollmentMethod?.objectType) ?? "") ? "device" : undefined;
}

/** The disk it starts from, or the only one. */
function bootDisk({ storage }: JamfProComputer) {
  const disks = list(storage?.disks);
  const boot = disks.find(({ partitions }) =>
    list(partitions).some(({ partitionType }) => text(partitionType) === "BOOT"),
  );
  return boot ?? (disks.length === 1 ? disks[0] : undefined);
}
