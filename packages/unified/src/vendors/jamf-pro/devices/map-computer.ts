import {
  bytes,
  type Complete,
  count,
  type Device,
  type Drift,
  type EnrollmentStatus,
  type EnrollmentType,
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
  publicIpAddress,
  serialNumber,
  text,
  toRfc3339,
} from "@mdmkit/unified/vendor";
import { unifiedId } from "../api/device-id.ts";
import type { JamfProComputer } from "../api/record.ts";
import {
  complianceOf,
  customFields,
  dayToRfc3339,
  fieldEntries,
  MEBIBYTE,
  MEGABYTE,
  ownerOf,
  type Person,
  siteOf,
  tagsOf,
} from "./device-parts.ts";
import { diskEncryption } from "./disk-encryption.ts";
import { formFactorOf, platformOf } from "./form-factor.ts";

/** A computer is a Mac, or whatever somebody wrote a record of. A section that was not read is null, which says nothing. */
export function mapJamfProComputer(
  computer: JamfProComputer,
  drift?: Drift,
): Complete<
  Device,
  "backups" | "cellular" | "edr" | "maintenance" | "names" | "passcode" | "vulnerabilities"
> {
  const { general, hardware, operatingSystem, security, purchasing, userAndLocation, storage } = computer;
  const enteredAt = dayToRfc3339(general?.initialEntryDate, drift);
  const enrolledAt = toRfc3339(general?.lastEnrolledDate, drift);
  const reportedAt = toRfc3339(general?.reportDate, drift);
  const contactedAt = latest(
    toRfc3339(general?.lastContact, drift),
    toRfc3339(general?.lastCheckIn, drift),
    toRfc3339(general?.lastContactTime, drift),
    reportedAt,
  );
  const udid = hardwareId(computer.udid, drift);
  return {
    id: unifiedId("computer", computer.id, drift),
    name: text(general?.name, drift),
    hostname: text(general?.name, drift), // what the Mac reports as its computer's name; there is no other
    serial_number: serialNumber(hardware?.serialNumber, drift),
    asset_tag: text(general?.assetTag, drift),
    type: formFactorOf(computer, drift),
    platform: platformOf(computer, drift),
    manufacturer: hardwareText(hardware?.make, drift),
    model: hardwareText(hardware?.model, drift),
    is_corporate_owned: isCorporateOwned(computer, drift),
    custom_fields: customFields([
      attributesOf(computer.extensionAttributes, drift),
      attributesOf(general?.extensionAttributes, drift),
      attributesOf(hardware?.extensionAttributes, drift),
      attributesOf(operatingSystem?.extensionAttributes, drift),
      attributesOf(purchasing?.extensionAttributes, drift),
      attributesOf(userAndLocation?.extensionAttributes, drift),
    ]),
    tags: tagsOf(computer.groupMemberships, drift),
    notes: undefined,

    os_name: text(operatingSystem?.name, drift),
    os_version: text(operatingSystem?.version, drift),
    os_build: text(operatingSystem?.build, drift),
    os_version_extra: first(text(operatingSystem?.rapidSecurityResponse, drift), supplement(computer, drift)),
    patch_status: patchStatus(computer, drift),

    owner: userAndLocation ? ownerOf(personOf(userAndLocation, drift), computer.ownerUser, drift) : undefined,
    organization:
      general?.site === null
        ? null
        : siteOf(text(general?.site?.id, drift), text(general?.site?.name, drift)),
    policy: undefined, // of a device's many profiles none is the one

    ip_addresses: ipAddresses([
      ipAddress(general?.lastReportedIpV4, drift),
      ipAddress(general?.lastReportedIpV6, drift),
      ipAddress(general?.lastReportedIp, drift),
    ]),
    mac_addresses: macAddresses([text(hardware?.macAddress, drift), text(hardware?.altMacAddress, drift)]),
    public_ip: publicIpAddress(general?.lastIpAddress, drift),

    mdm_enabled: mdmEnabled(computer, drift),
    agent_installed: agentInstalled(computer, drift),
    agent_version: text(general?.jamfBinaryVersion, drift),
    approval_status: undefined,
    enrollment_status: enrollmentStatus(computer, drift),
    is_offline: undefined,
    // Enrolling makes the record on that day; one that was never enrolled was made by hand.
    first_enrolled_at: enrolledAt && enteredAt ? earliest(enteredAt, enrolledAt, contactedAt) : undefined,
    last_enrolled_at: enrolledAt,
    last_activity_at: contactedAt && latest(contactedAt, enrolledAt),
    created_at: enteredAt && earliest(enteredAt, reportedAt), // the server's day can be ahead of UTC
    updated_at: reportedAt,

    disk_encryption: diskEncryption(computer, drift),
    firewall_enabled: flag(security?.firewallEnabled, drift),
    last_scan_at: undefined,

    backup_last_success_at: toRfc3339(general?.lastCloudBackupDate, drift),
    warranty_start_at: undefined, // the date of purchase is another
    warranty_end_at: dayToRfc3339(purchasing?.warrantyDate, drift),
    warranty_fulfillment_at: undefined,

    udid,
    hardware_uuid: udid, // a Mac's UDID is the UUID of its hardware
    imeis: undefined,
    management_id: text(general?.managementId, drift),
    enrollment_type: enrollmentType(computer, drift),
    is_supervised: flag(general?.supervised, drift),
    is_user_approved: flag(general?.userApprovedMdm, drift),
    compliance_status: complianceOf(computer, drift),
    lost_mode: undefined,
    activation_lock_enabled: flag(security?.activationLockEnabled, drift),
    is_jailbroken: undefined,
    cpu_name: hardwareText(hardware?.processorType, drift),
    cpu_cores: count(hardware?.coreCount, drift),
    memory_bytes: bytes(hardware?.totalRamMegabytes, MEBIBYTE, drift),
    storage_total_bytes: bytes(bootDisk(computer, drift)?.sizeMegabytes, MEGABYTE, drift),
    storage_available_bytes: bytes(storage?.bootDriveAvailableSpaceMegabytes, MEGABYTE, drift),
    battery_percent: undefined, // `batteryCapacityPercent` is what the battery can hold, not what it does
  };
}

function personOf(location: NonNullable<JamfProComputer["userAndLocation"]>, drift?: Drift): Person {
  return {
    username: text(location.username, drift),
    name: text(location.realname, drift),
    email: text(location.email, drift),
  };
}

/** The supplement of the build; without one Jamf repeats the build. */
function supplement({ operatingSystem }: JamfProComputer, drift?: Drift): Device["os_version_extra"] {
  const build = text(operatingSystem?.build, drift);
  const supplemented = text(operatingSystem?.supplementalBuildVersion, drift);
  return supplemented && supplemented === build ? null : supplemented;
}

/** Bought by the company, or enrolled by the serial numbers it bought; otherwise Jamf does not say. */
function isCorporateOwned(
  { general, purchasing }: JamfProComputer,
  drift?: Drift,
): Device["is_corporate_owned"] {
  const signs = [
    flag(general?.enrolledViaAutomatedDeviceEnrollment, drift),
    flag(purchasing?.purchased, drift),
    flag(purchasing?.leased, drift),
  ];
  return signs.includes(true) ? true : undefined;
}

/** Updates in the list are outstanding. An empty list has no meaning: most servers do not collect updates. */
function patchStatus({ softwareUpdates }: JamfProComputer, drift?: Drift): Device["patch_status"] {
  return list(softwareUpdates, drift).length > 0 ? "updates_available" : undefined;
}

/** What a computer is capable of stays in the record of one that is no longer managed. */
function mdmEnabled({ general }: JamfProComputer, drift?: Drift): Device["mdm_enabled"] {
  const capable = flag(general?.mdmCapable?.capable, drift);
  const managed = flag(general?.remoteManagement?.managed, drift);
  return capable && managed === false ? undefined : capable;
}

/** The version stays in the record of a computer that is no longer managed. */
function agentInstalled({ general }: JamfProComputer, drift?: Drift): Device["agent_installed"] {
  const managed = flag(general?.remoteManagement?.managed, drift);
  return managed && text(general?.jamfBinaryVersion, drift) ? true : undefined;
}

function enrollmentStatus({ general }: JamfProComputer, drift?: Drift): EnrollmentStatus | null | undefined {
  const managed = flag(general?.remoteManagement?.managed, drift);
  return typeof managed === "boolean" ? (managed ? "enrolled" : "removed") : managed;
}

function enrollmentType({ general }: JamfProComputer, drift?: Drift): EnrollmentType | undefined {
  if (flag(general?.enrolledViaAutomatedDeviceEnrollment, drift) === true) return "automated";
  return /^user-initiated/i.test(text(general?.enrollmentMethod?.objectType, drift) ?? "")
    ? "device"
    : undefined;
}

function attributesOf(section: JamfProComputer["extensionAttributes"], drift?: Drift) {
  return fieldEntries(section, ({ values }) => list(values, drift), drift);
}

/** The disk it starts from, or the only one. */
function bootDisk({ storage }: JamfProComputer, drift?: Drift) {
  const disks = list(storage?.disks, drift);
  const boot = disks.find((disk) =>
    list(disk.partitions, drift).some(({ partitionType }) => text(partitionType, drift) === "BOOT"),
  );
  return boot ?? (disks.length === 1 ? disks[0] : undefined);
}
