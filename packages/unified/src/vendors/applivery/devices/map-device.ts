import {
  appleModel,
  type Complete,
  type Device,
  type Drift,
  first,
  flag,
  hardwareId,
  imeis,
  ipAddresses,
  latest,
  lookup,
  macAddresses,
  text,
  toRfc3339,
} from "@mdmkit/unified/vendor";
import { type AppliveryDeviceRecord, devicePlatformOf, recordOf } from "../api/record.ts";
import { deviceIdOf, recordIdOf } from "./device-id.ts";
import {
  androidEncryption,
  complianceStatus,
  customFields,
  IS_CORPORATE_OWNED,
  IS_FULLY_MANAGED,
  organizationOf,
  ownerOf,
  summaryOf,
  tagsOf,
  windowsBuild,
} from "./device-parts.ts";
import { enrollmentStatus, isManaged } from "./enrollment.ts";
import { familyOf, formFactorOf, platformOf } from "./platform.ts";
import { policyOf } from "./policy.ts";

/** Any device of any platform. Most of it is in `summary`, of which only Windows' is documented: every property may be missing. */
export function mapAppliveryDevice(
  device: AppliveryDeviceRecord,
  drift?: Drift,
): Complete<
  Device,
  "approval" | "backups" | "cellular" | "maintenance" | "names" | "vulnerabilities" | "warranty"
> {
  const { android, windows } = device;
  const record = recordOf(device);
  const summary = summaryOf(device, drift);
  const kind = devicePlatformOf(device);
  const model = appleModel([summary.model]);
  const platform = platformOf({ family: familyOf(device, drift), model, os: summary.os });
  const isApple = kind === "apple";
  const isWindows = kind === "windows";
  const status = enrollmentStatus(device, drift);
  const enrolledAt = latest(toRfc3339(windows?.enrolledDate, drift), toRfc3339(device.enrolledDate, drift));
  const reportedAt = latest(
    toRfc3339(record?.lastStatusReportTime, drift),
    toRfc3339(device.lastStatusReportTime, drift),
  );
  const createdAt = toRfc3339(device.createdAt, drift);
  const updatedAt = toRfc3339(device.updatedAt, drift);
  return {
    id: deviceIdOf(device, drift),
    name: first(
      text(record?.displayName, drift),
      text(device.displayName, drift),
      text(device.name, drift),
      summary.name,
    ),
    hostname: isWindows || platform === "macos" ? summary.name : undefined,
    serial_number: summary.serialNumber,
    asset_tag: undefined, // customers keep it in a smart attribute of their own name
    type: formFactorOf({ model, osVersionName: summary.osVersionName }, platform),
    platform,
    manufacturer: first(summary.manufacturer, isApple ? "Apple" : undefined),
    model: summary.model,
    is_corporate_owned: lookup(
      IS_CORPORATE_OWNED,
      android?.managementMode ?? device.managementMode,
      undefined,
      drift,
    ),
    custom_fields: customFields(record?.smartAttributes ?? device.smartAttributes, drift),
    tags: tagsOf(record?.tags ?? device.tags, drift),
    notes: undefined,

    os_name: first(summary.os, summary.osVersionName),
    os_version: summary.osVersion,
    os_build: isWindows ? windowsBuild(summary.osVersion) : undefined,
    os_version_extra: summary.osVersionName,
    patch_status: undefined, // a filter of the list only

    owner: ownerOf(device, drift),
    organization: organizationOf(device, drift),
    policy: policyOf(device, drift),

    ip_addresses: ipAddresses([summary.ipAddress]),
    mac_addresses: macAddresses([summary.macAddress]),
    public_ip: undefined,

    mdm_enabled: isManaged(status),
    agent_installed: undefined, // shown by no more than whether a message is refused
    agent_version: undefined,
    enrollment_status: status,
    is_offline: undefined,
    first_enrolled_at: undefined,
    last_enrolled_at: enrolledAt,
    last_activity_at: reportedAt && latest(reportedAt, enrolledAt),
    created_at: createdAt,
    updated_at: updatedAt && latest(updatedAt, createdAt),

    disk_encryption: androidEncryption(android?.deviceSettings, drift),
    firewall_enabled: undefined,
    edr_installed: undefined,
    edr_status: undefined, // Google's security posture is no EDR
    last_scan_at: undefined, // a check of compliance is no scan

    backup_last_success_at: undefined,

    udid: first(hardwareId(device.udid, drift), summary.udid),
    hardware_uuid: undefined,
    imeis: imeis([summary.imei]),
    management_id: recordIdOf(device, drift),
    enrollment_type: undefined,
    is_supervised: isApple
      ? summary.isSupervised
      : lookup(IS_FULLY_MANAGED, android?.managementMode ?? device.managementMode, undefined, drift),
    compliance_status: complianceStatus(summary.isCompliant ?? flag(android?.policyCompliant, drift)),
    lost_mode: undefined,
    activation_lock_enabled: undefined,
    passcode_present: flag(android?.deviceSettings?.isDeviceSecure, drift),
    passcode_compliant: undefined,
    is_jailbroken: undefined,
    cpu_name: undefined,
    cpu_cores: undefined,
    memory_bytes: undefined, // `totalMemory` has no documented unit, and neither has the storage
    storage_total_bytes: undefined,
    storage_available_bytes: undefined,
    battery_percent: summary.batteryPercent,
  };
}
