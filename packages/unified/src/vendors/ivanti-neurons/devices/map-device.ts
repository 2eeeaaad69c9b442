import type { IvantiNeuronsSchemas } from "@mdmkit/ivanti-neurons";
import {
  bytes,
  type Complete,
  type Device,
  type Drift,
  type EnrollmentStatus,
  first,
  flag,
  hardwareId,
  hardwareText,
  ipAddress,
  ipAddresses,
  isApple,
  latest,
  lookup,
  macAddresses,
  maybeList,
  type Platform,
  percent,
  text,
} from "@mdmkit/unified/vendor";
import { filledText, time } from "../api/look-alikes.ts";
import type { IvantiNeuronsDeviceRecord } from "../api/record.ts";
import { idText, namedRef } from "../api/references.ts";
import {
  cpuCoresOf,
  cpuNameOf,
  customFields,
  diskEncryption,
  enrollmentType,
  GIGABYTE,
  iccidsOf,
  imeisOf,
  organizationOf,
  osVersion,
  osVersionExtra,
  ownerOf,
  patchStatus,
  policyOf,
  serialNumberOf,
} from "./device-parts.ts";
import { familyOf, formFactorOf, modelOf, platformBy } from "./platform.ts";

type RegistrationState = NonNullable<IvantiNeuronsSchemas["RegistrationState"]>;
type OwnershipType = NonNullable<IvantiNeuronsSchemas["OwnershipType"]>;

/** Between the order to retire or wipe and its execution a device is on its way out, which `pending` says best. */
const ENROLLMENT_STATUS: Record<RegistrationState, EnrollmentStatus> = {
  ACTIVE: "enrolled",
  RETIRE_CANCELED: "enrolled",
  WIPE_CANCELED: "enrolled",
  RETIRE_PENDING: "pending",
  RETIRE_SENT: "pending",
  WIPE_PENDING: "pending",
  WIPE_SENT: "pending",
  RETIRED: "removed",
  WIPED: "removed",
};

const CORPORATE_OWNED: Record<OwnershipType, boolean | undefined> = {
  COMPANY: true,
  EMPLOYEE: false,
  UNKNOWN: undefined,
};

const OS_NAMES: Partial<Record<Platform, string>> = {
  ios: "iOS",
  ipados: "iPadOS",
  macos: "macOS",
  android: "Android",
  windows: "Windows",
};

/** A device; rows of lists lack groups, encryption, updates and what was joined. The people in the record are its owner. */
export function mapIvantiNeuronsDevice(
  device: IvantiNeuronsDeviceRecord,
  drift?: Drift,
): Complete<Device, "approval" | "backups" | "maintenance" | "names" | "vulnerabilities" | "warranty"> {
  const family = familyOf(device, drift);
  const model = modelOf(device, drift);
  const platform = platformBy(family, model);
  const enrollment = lookup(ENROLLMENT_STATUS, device.registrationState, "unknown", drift);
  const apple = isApple(family);
  const isComputer = platform === "macos" || platform === "windows";
  const registeredAt = time(device.lastRegistrationTime, drift);
  const checkedInAt = latest(time(device.lastCheckin, drift), time(device.clientLastCheckin, drift));
  return {
    id: idText(device.id, drift) ?? "",
    name: first(
      filledText(device.deviceName, drift),
      filledText(device.entityName, drift),
      filledText(device.prettyModel, drift),
    ),
    hostname: isComputer ? filledText(device.deviceName, drift) : undefined,
    serial_number: serialNumberOf(device, platform, drift),
    asset_tag: undefined, // a custom attribute in some tenants, under a name of their own
    type: formFactorOf(platform, model),
    platform,
    manufacturer: hardwareText(filledText(device.manufacturer, drift), drift),
    model: first(
      hardwareText(filledText(device.prettyModel, drift), drift),
      hardwareText(filledText(device.deviceModel, drift), drift),
    ),
    is_corporate_owned: lookup(CORPORATE_OWNED, device.ownershipType, undefined, drift),
    custom_fields: customFields(device, drift),
    tags: maybeList(device.groups, drift)?.map((group) => namedRef(group, drift)),
    notes: undefined,

    os_name: family === "ios" && model ? model.osName : platform ? OS_NAMES[platform] : undefined,
    os_version: osVersion(device, platform, drift),
    os_build: filledText(device.osBuildVersion, drift),
    os_version_extra: osVersionExtra(device, platform, drift),
    patch_status: patchStatus(device),

    owner: ownerOf(device, drift),
    organization: organizationOf(device, drift),
    policy: policyOf(device, drift),

    ip_addresses: ipAddresses([ipAddress(filledText(device.ipAddress, drift), drift)]),
    mac_addresses: macAddresses([
      text(device.wifiMacAddress, drift),
      text(device.wifiMacAddressForInventory, drift),
    ]),
    public_ip: undefined,

    mdm_enabled: mdmEnabled(device, enrollment, drift),
    agent_installed: enrollment === "removed" ? undefined : agentInstalled(device, drift),
    agent_version: filledText(device.clientVersion, drift),
    enrollment_status: enrollment,
    is_offline: undefined, // a policy reports devices without recent contact, not devices that cannot be reached
    first_enrolled_at: undefined,
    last_enrolled_at: registeredAt,
    last_activity_at: checkedInAt && latest(checkedInAt, registeredAt),
    created_at: undefined, // a device that registers anew has the later date
    updated_at: undefined,

    disk_encryption: diskEncryption(device, platform, drift),
    firewall_enabled: undefined, // only null is known of `osxFirewallSettings`
    edr_installed: undefined, // the statuses of threat defense are known as NA only
    edr_status: undefined,
    last_scan_at: undefined,

    backup_last_success_at: flag(device.cloudBackupEnabled, drift)
      ? time(device.lastCloudBackupDate, drift)
      : undefined,

    udid: hardwareId(filledText(device.udid, drift), drift),
    hardware_uuid: undefined,
    imeis: imeisOf(device, drift),
    meid: filledText(device.meid, drift),
    iccids: iccidsOf(device, drift),
    management_id: undefined, // commands take the id
    enrollment_type: enrollmentType(device, family, drift),
    is_supervised: isSupervised(device, family, drift),
    compliance_status: complianceStatus(device, drift),
    lost_mode: lostMode(device, drift),
    activation_lock_enabled: apple ? flag(device.activationLockEnabled, drift) : undefined,
    passcode_present: undefined,
    passcode_compliant:
      flag(device.passcodeCompliant, drift) ?? flag(device.passcodeCompliantWithProfiles, drift) ?? undefined,
    is_jailbroken: flag(device.jailbroken, drift),
    cpu_name: cpuNameOf(device, drift),
    cpu_cores: cpuCoresOf(device, drift),
    memory_bytes: undefined, // the units of `totalRamMB` and of `hardware` are documented nowhere
    storage_total_bytes: bytes(device.totalCapacity, GIGABYTE, drift),
    storage_available_bytes: bytes(device.availableCapacity, GIGABYTE, drift),
    battery_percent: percent(device.batteryEstimatedChargeRemaining, drift) ?? undefined,
    phone_number: filledText(device.phoneNumber, drift),
    carrier: first(
      filledText(device.subscriberCarrierNetwork, drift),
      filledText(device.currentCarrierNetwork, drift),
    ),
  };
}

/** Devices whose apps alone are managed, or that are registered to sign in only, have no MDM profile. */
function mdmEnabled(
  device: IvantiNeuronsDeviceRecord,
  enrollment: EnrollmentStatus | null | undefined,
  drift?: Drift,
): Device["mdm_enabled"] {
  const withoutProfile = flag(device.mamOnly, drift) || flag(device.authOnly, drift);
  if (enrollment === "removed" || withoutProfile) return false;
  return enrollment === "enrolled" ? true : undefined;
}

/** A version left by an agent that is no longer registered shows neither. */
function agentInstalled(device: IvantiNeuronsDeviceRecord, drift?: Drift): Device["agent_installed"] {
  const isRegistered = flag(device.clientRegistered, drift);
  if (!filledText(device.clientVersion, drift)) return isRegistered ?? undefined;
  return isRegistered === false ? undefined : true;
}

function isSupervised(
  device: IvantiNeuronsDeviceRecord,
  platform: Platform | null | undefined,
  drift?: Drift,
): Device["is_supervised"] {
  if (isApple(platform)) return flag(device.supervised, drift);
  return platform === "android" ? flag(device.androidDeviceOwnerModeEnabled, drift) : undefined;
}

function complianceStatus(
  { complianceState }: IvantiNeuronsDeviceRecord,
  drift?: Drift,
): Device["compliance_status"] {
  const isCompliant = flag(complianceState, drift);
  return isCompliant ? "compliant" : isCompliant === false ? "non_compliant" : isCompliant;
}

function lostMode({ lostModeEnabled }: IvantiNeuronsDeviceRecord, drift?: Drift): Device["lost_mode"] {
  const isLost = flag(lostModeEnabled, drift);
  return isLost ? "enabled" : isLost === false ? "disabled" : undefined;
}
