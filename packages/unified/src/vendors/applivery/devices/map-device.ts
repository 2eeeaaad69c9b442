import type { Device } from "../../../contract/model.ts";
import type { Complete } from "../../../mapping/complete.ts";
import { macAddresses, routableAddresses } from "../../../mapping/network.ts";
import { toRfc3339 } from "../../../mapping/rfc3339.ts";
import { serialNumber } from "../../../mapping/serial-number.ts";
import { first, flag, lookup, text } from "../../../mapping/values.ts";
import { type AppliveryDevice, devicePlatformOf, recordOf } from "../api/record.ts";
import { deviceIdOf, recordIdOf } from "./device-id.ts";
import {
  androidEncryption,
  batteryPercent,
  complianceStatus,
  customFields,
  IS_CORPORATE_OWNED,
  IS_FULLY_MANAGED,
  imeisOf,
  modelOf,
  organizationOf,
  ownerOf,
  summaryOf,
  tagsOf,
  windowsBuild,
} from "./device-parts.ts";
import { enrollmentStatus, isManaged } from "./enrollment.ts";
import { formFactorOf, platformOf } from "./platform.ts";
import { policyOf } from "./policy.ts";

/** Any device of any platform. Most of it is in `summary`, of which only Windows' is documented: every property may be missing. */
export function mapAppliveryDevice(device: AppliveryDevice): Complete<Device> {
  const { android, windows } = device;
  const record = recordOf(device);
  const summary = summaryOf(device);
  const model = modelOf(summary);
  const kind = devicePlatformOf(device);
  const looks = { type: device.type ?? kind, model, os: summary.os, osVersionName: summary.osVersionName };
  const platform = platformOf(looks);
  const isApple = kind === "apple";
  const isWindows = kind === "windows";
  const mode = android?.managementMode ?? device.managementMode;
  const status = enrollmentStatus(device);
  return {
    id: deviceIdOf(device),
    name: first(text(record?.displayName), text(device.displayName), text(device.name), text(summary.name)),
    hostname: isWindows || platform === "macos" ? text(summary.name) : undefined,
    dns_name: undefined,
    netbios_name: undefined,
    serial_number: serialNumber(summary.serialNumber),
    asset_tag: undefined, // customers keep it in a smart attribute of their own name
    type: formFactorOf(looks, platform),
    platform,
    manufacturer: first(text(summary.manufacturer), isApple ? "Apple" : undefined),
    model,
    is_corporate_owned: lookup(IS_CORPORATE_OWNED, mode, undefined),
    custom_fields: customFields(record?.smartAttributes ?? device.smartAttributes),
    tags: tagsOf(record?.tags ?? device.tags),
    notes: undefined,

    os_name: first(text(summary.os), text(summary.osVersionName)),
    os_version: text(summary.osVersion),
    os_build: isWindows ? windowsBuild(summary) : undefined,
    os_version_extra: text(summary.osVersionName),
    patch_status: undefined, // a filter of the list only

    owner: ownerOf(device),
    organization: organizationOf(device),
    policy: policyOf(device),

    ip_addresses: summary.ipAddress === undefined ? undefined : routableAddresses([summary.ipAddress]),
    mac_addresses: summary.macAddress === undefined ? undefined : macAddresses([summary.macAddress]),
    public_ip: undefined,

    mdm_enabled: isManaged(status),
    agent_installed: undefined, // shown by no more than whether a message is refused
    agent_version: undefined,
    approval_status: undefined,
    enrollment_status: status,
    is_offline: undefined,
    first_enrolled_at: undefined,
    last_enrolled_at: first(toRfc3339(windows?.enrolledDate), toRfc3339(device.enrolledDate)),
    last_activity_at: first(toRfc3339(record?.lastStatusReportTime), toRfc3339(device.lastStatusReportTime)),
    created_at: toRfc3339(device.createdAt),
    updated_at: toRfc3339(device.updatedAt),

    disk_encryption: androidEncryption(android?.deviceSettings),
    firewall_enabled: undefined,
    edr_installed: undefined,
    edr_status: undefined, // Google's security posture is no EDR
    critical_vuln_count: undefined,
    high_vuln_count: undefined,
    last_scan_at: undefined, // a check of compliance is no scan

    maintenance_status: undefined,
    maintenance_start_at: undefined,
    maintenance_end_at: undefined,
    maintenance_reason: undefined,
    backup_last_success_at: undefined,
    backup_last_failure_at: undefined,
    backup_total_bytes: undefined,
    warranty_start_at: undefined,
    warranty_end_at: undefined,
    warranty_fulfillment_at: undefined,

    remote_data: undefined, // attached by the engine

    udid: first(text(device.udid), text(summary.udid)),
    hardware_uuid: undefined,
    imeis: imeisOf(summary),
    meid: undefined,
    iccids: undefined,
    management_id: recordIdOf(device),
    enrollment_type: undefined,
    is_supervised: isApple ? flag(summary.supervised) : lookup(IS_FULLY_MANAGED, mode, undefined),
    is_user_approved: undefined,
    compliance_status: complianceStatus(device),
    lost_mode: undefined,
    activation_lock_enabled: undefined,
    passcode_present: flag(android?.deviceSettings?.isDeviceSecure),
    passcode_compliant: undefined,
    is_jailbroken: undefined,
    cpu_name: undefined,
    cpu_cores: undefined,
    memory_bytes: undefined, // `totalMemory` has no documented unit, and neither has the storage
    storage_total_bytes: undefined,
    storage_available_bytes: undefined,
    battery_percent: batteryPercent(summary.battery),
    phone_number: undefined,
    carrier: undefined,
    is_partial: undefined, // set by the engine
  };
}
