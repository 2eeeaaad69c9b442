import {
  appleModel,
  type Complete,
  count,
  type Device,
  type Drift,
  first,
  hardwareId,
  hardwareText,
  iccids,
  imeis,
  ipAddress,
  ipAddresses,
  latest,
  list,
  lookup,
  macAddresses,
  serialNumber,
  text,
  toRfc3339,
} from "@mdmkit/unified/vendor";
import type { IntuneDeviceRecord } from "../api/record.ts";
import {
  APPROVAL_STATUS,
  COMPLIANCE_STATUS,
  diskEncryption,
  ENROLLMENT_STATUS,
  ENROLLMENT_TYPE,
  IS_CORPORATE_OWNED,
  IS_JAILBROKEN,
  isSupervised,
  lostMode,
  MDM_ENABLED,
  notesOf,
  organizationOf,
  ownerOf,
  phoneNumberOf,
  tagsOf,
  versionOf,
} from "./device-parts.ts";
import { formFactorOf, platformOf } from "./platform.ts";
import { edrInstalled, edrStatus } from "./threat-protection.ts";

/** A device of any platform. What is never null has a default of the service, which the document names. */
export function mapIntuneDevice(
  device: IntuneDeviceRecord,
  drift?: Drift,
): Complete<Device, "backups" | "maintenance" | "passcode" | "times" | "warranty"> {
  const { details, windowsProtectionState: protection } = device;
  const hardware = details?.hardwareInformation;
  const model = hardwareText(device.model, drift);
  const apple = appleModel([model]);
  const platform = platformOf(device, apple, drift);
  const deviceName = text(device.deviceName, drift);
  const isComputer = platform === "windows" || platform === "macos" || platform === "linux";
  const { version, build } = versionOf(device, platform, drift);
  const mdmEnabled = lookup(MDM_ENABLED, device.managementAgent, undefined, drift);
  const enrolledAt = toRfc3339(device.enrolledDateTime, drift);
  const syncedAt = toRfc3339(device.lastSyncDateTime, drift);
  return {
    id: text(device.id, drift) ?? "",
    name: first(deviceName, text(device.managedDeviceName, drift)),
    hostname: isComputer ? deviceName : undefined,
    dns_name: text(hardware?.deviceFullQualifiedDomainName, drift),
    netbios_name: undefined,
    serial_number: serialNumber(device.serialNumber, drift),
    asset_tag: undefined,
    type: formFactorOf({ model, details, apple }, platform, drift),
    platform,
    manufacturer: hardwareText(device.manufacturer, drift),
    model,
    is_corporate_owned: lookup(IS_CORPORATE_OWNED, device.managedDeviceOwnerType, undefined, drift),
    custom_fields: undefined,
    tags: tagsOf(device, drift),
    notes: notesOf(device, drift),

    os_name: text(device.operatingSystem, drift),
    os_version: version,
    os_build: first(build, text(hardware?.osBuildNumber, drift)),
    os_version_extra: text(device.androidSecurityPatchLevel, drift),
    patch_status: undefined, // counted for the tenant only

    owner: ownerOf(device, drift),
    organization: organizationOf(device, drift),
    policy: policyOf(device, drift),

    ip_addresses: ipAddresses([
      ipAddress(hardware?.ipAddressV4, drift),
      ...list(hardware?.wiredIPv4Addresses, drift).map((address) => ipAddress(address, drift)),
    ]),
    // Lists lack the wired adapter, which computers may have.
    mac_addresses:
      details || !isComputer
        ? macAddresses([text(device.wiFiMacAddress, drift), text(details?.ethernetMacAddress, drift)])
        : undefined,
    public_ip: undefined,

    mdm_enabled: mdmEnabled,
    agent_installed: undefined, // the Company Portal is not reported
    agent_version: undefined,
    approval_status: lookup(APPROVAL_STATUS, device.deviceRegistrationState, undefined, drift),
    enrollment_status: lookup(ENROLLMENT_STATUS, device.managementState, "unknown", drift),
    is_offline: undefined,
    first_enrolled_at: undefined, // a device that enrolls again is a new record
    last_enrolled_at: enrolledAt,
    last_activity_at: syncedAt && latest(syncedAt, enrolledAt),

    disk_encryption: diskEncryption(device, { platform, mdmEnabled }, drift),
    firewall_enabled: undefined,
    edr_installed: edrInstalled(device, drift),
    edr_status: edrStatus(device, drift),
    critical_vuln_count: undefined, // of another product
    high_vuln_count: undefined,
    last_scan_at: latest(
      toRfc3339(protection?.lastQuickScanDateTime, drift),
      toRfc3339(protection?.lastFullScanDateTime, drift),
    ),

    backup_last_success_at: undefined,

    udid: hardwareId(details?.udid, drift),
    hardware_uuid: undefined,
    imeis: imeis([text(device.imei, drift)]),
    meid: text(device.meid, drift),
    iccids: iccids([text(details?.iccid, drift)]),
    management_id: undefined,
    enrollment_type: lookup(ENROLLMENT_TYPE, device.deviceEnrollmentType, "unknown", drift),
    is_supervised: isSupervised(device, { platform, mdmEnabled }, drift),
    is_user_approved: undefined, // whether approval is required is no approval
    compliance_status: lookup(COMPLIANCE_STATUS, device.complianceState, "unknown", drift),
    lost_mode: lostMode(device, platform, drift),
    activation_lock_enabled: undefined,
    is_jailbroken: lookup(IS_JAILBROKEN, device.jailBroken, undefined, drift),
    cpu_name: undefined,
    cpu_cores: undefined,
    memory_bytes: count(details?.physicalMemoryInBytes, drift),
    storage_total_bytes: count(device.totalStorageSpaceInBytes, drift),
    storage_available_bytes: count(device.freeStorageSpaceInBytes, drift),
    battery_percent: undefined, // the health of the battery is no charge
    phone_number: phoneNumberOf(device, drift),
    carrier: text(device.subscriberCarrier, drift),
  };
}

/** The profile that a device enrolled with; its id is not part of the record. */
function policyOf({ enrollmentProfileName }: IntuneDeviceRecord, drift?: Drift): Device["policy"] {
  const name = text(enrollmentProfileName, drift);
  return name ? { name } : undefined;
}
