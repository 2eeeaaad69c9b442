import type { IvantiNeuronsSchemas } from "@mdmkit/ivanti-neurons";
import type { Device, EnrollmentStatus, Platform } from "../../../contract/model.ts";
import type { Complete } from "../../../mapping/complete.ts";
import { macAddresses, routableAddresses } from "../../../mapping/network.ts";
import { serialNumber } from "../../../mapping/serial-number.ts";
import { first, flag, list, lookup, percent } from "../../../mapping/values.ts";
import { said, time } from "../api/look-alikes.ts";
import type { IvantiNeuronsDevice } from "../api/record.ts";
import { idText, namedRef } from "../api/references.ts";
import {
  bytes,
  customFields,
  diskEncryption,
  enrollmentType,
  iccidsOf,
  imeisOf,
  organizationOf,
  osVersion,
  osVersionExtra,
  ownerOf,
  patchStatus,
  policyOf,
} from "./device-parts.ts";
import { formFactorOf, isApple, platformOf } from "./platform.ts";

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
export function mapIvantiNeuronsDevice(device: IvantiNeuronsDevice): Complete<Device> {
  const platform = platformOf(device);
  const enrollment = lookup(ENROLLMENT_STATUS, device.registrationState, "unknown");
  const apple = isApple(platform);
  const isComputer = platform === "macos" || platform === "windows";
  return {
    id: idText(device.id) ?? "",
    name: first(said(device.deviceName), said(device.entityName), said(device.prettyModel)),
    hostname: isComputer ? said(device.deviceName) : undefined,
    dns_name: undefined,
    netbios_name: undefined,
    serial_number: serialNumber(said(device.serialNumber)),
    asset_tag: undefined, // a custom attribute in some tenants, under a name of their own
    type: formFactorOf(device, platform),
    platform,
    manufacturer: said(device.manufacturer),
    model: said(device.prettyModel) ?? said(device.deviceModel),
    is_corporate_owned: lookup(CORPORATE_OWNED, device.ownershipType, undefined),
    custom_fields: customFields(device),
    tags: Array.isArray(device.groups) ? list(device.groups).map(namedRef) : undefined,
    notes: undefined,

    os_name: platform ? OS_NAMES[platform] : undefined,
    os_version: osVersion(device, platform),
    os_build: said(device.osBuildVersion),
    os_version_extra: osVersionExtra(device, platform),
    patch_status: patchStatus(device),

    owner: ownerOf(device),
    organization: organizationOf(device),
    policy: policyOf(device),

    ip_addresses: said(device.ipAddress) ? routableAddresses([device.ipAddress]) : undefined,
    mac_addresses:
      device.wifiMacAddress === undefined
        ? undefined
        : macAddresses([device.wifiMacAddress, device.wifiMacAddressForInventory]),
    public_ip: undefined,

    mdm_enabled: mdmEnabled(device, enrollment),
    agent_installed: flag(device.clientRegistered) ?? (said(device.clientVersion) ? true : undefined),
    agent_version: said(device.clientVersion),
    approval_status: undefined,
    enrollment_status: enrollment,
    is_offline: undefined, // a policy tells who has been silent for too long, not who cannot be reached
    first_enrolled_at: undefined,
    last_enrolled_at: time(device.lastRegistrationTime),
    last_activity_at: first(time(device.lastCheckin), time(device.clientLastCheckin)),
    created_at: undefined, // a device that registers anew has the later date
    updated_at: undefined,

    disk_encryption: diskEncryption(device, platform),
    firewall_enabled: undefined, // only null is known of `osxFirewallSettings`
    edr_installed: undefined, // the statuses of threat defense are known as NA only
    edr_status: undefined,
    critical_vuln_count: undefined,
    high_vuln_count: undefined,
    last_scan_at: undefined,

    maintenance_status: undefined,
    maintenance_start_at: undefined,
    maintenance_end_at: undefined,
    maintenance_reason: undefined,
    backup_last_success_at: device.cloudBackupEnabled === true ? time(device.lastCloudBackupDate) : undefined,
    backup_last_failure_at: undefined,
    backup_total_bytes: undefined,
    warranty_start_at: undefined,
    warranty_end_at: undefined,
    warranty_fulfillment_at: undefined,

    remote_data: undefined, // attached by the engine

    udid: said(device.udid),
    hardware_uuid: undefined,
    imeis: imeisOf(device),
    meid: said(device.meid),
    iccids: iccidsOf(device),
    management_id: undefined, // commands take the id
    enrollment_type: enrollmentType(device, platform),
    is_supervised: isSupervised(device, platform),
    is_user_approved: undefined,
    compliance_status: complianceStatus(device),
    lost_mode: lostMode(device),
    activation_lock_enabled: apple ? flag(device.activationLockEnabled) : undefined,
    passcode_present: undefined,
    passcode_compliant:
      flag(device.passcodeCompliant) ?? flag(device.passcodeCompliantWithProfiles) ?? undefined,
    is_jailbroken: flag(device.jailbroken),
    cpu_name: undefined,
    cpu_cores: undefined,
    memory_bytes: undefined, // whether `totalRamMB` counts by 1000 or 1024 is documented nowhere
    storage_total_bytes: bytes(device.totalCapacity),
    storage_available_bytes: bytes(device.availableCapacity),
    battery_percent: percent(device.batteryEstimatedChargeRemaining) ?? undefined,
    phone_number: said(device.phoneNumber),
    carrier: first(said(device.subscriberCarrierNetwork), said(device.currentCarrierNetwork)),
    is_partial: undefined, // set by the engine
  };
}

/** Devices whose apps alone are managed, or that are registered to sign in only, have no MDM profile. */
function mdmEnabled(
  { mamOnly, authOnly }: IvantiNeuronsDevice,
  enrollment: EnrollmentStatus | null | undefined,
): Device["mdm_enabled"] {
  if (enrollment === "removed" || mamOnly === true || authOnly === true) return false;
  return enrollment === "enrolled" ? true : undefined;
}

function isSupervised(
  device: IvantiNeuronsDevice,
  platform: Platform | null | undefined,
): Device["is_supervised"] {
  if (isApple(platform)) return flag(device.supervised);
  return platform === "android" ? flag(device.androidDeviceOwnerModeEnabled) : undefined;
}

function complianceStatus({ complianceState }: IvantiNeuronsDevice): Device["compliance_status"] {
  const isCompliant = flag(complianceState);
  return isCompliant ? "compliant" : isCompliant === false ? "non_compliant" : isCompliant;
}

function lostMode({ lostModeEnabled }: IvantiNeuronsDevice): Device["lost_mode"] {
  const isLost = flag(lostModeEnabled);
  return isLost ? "enabled" : isLost === false ? "disabled" : undefined;
}
