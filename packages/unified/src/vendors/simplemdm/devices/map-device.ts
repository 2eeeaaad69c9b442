import {
  appleModel,
  bytes,
  type Complete,
  type Device,
  type Drift,
  first,
  hardwareId,
  hardwareText,
  iccids,
  idText,
  imeis,
  latest,
  list,
  lookup,
  looseTimeToRfc3339,
  macAddresses,
  percent,
  publicIpAddress,
  serialNumber,
  text,
} from "@mdmkit/unified/vendor";
import type { SimpleMDMDeviceRecord } from "../api/record.ts";
import {
  activationLock,
  customFieldsOf,
  diskEncryption,
  ENROLLMENT_STATUS,
  enrollmentOf,
  lostMode,
  organizationOf,
  policyOf,
  reportedFlag,
  tagsOf,
} from "./device-parts.ts";

const GIGABYTE = 1e9;

/** An Apple device, or the place of one that is to enroll, of which next to nothing is known. */
export function mapSimpleMDMDevice(
  device: SimpleMDMDeviceRecord,
  drift?: Drift,
): Complete<Device, "backups" | "edr" | "maintenance" | "names" | "times" | "vulnerabilities" | "warranty"> {
  const attributes = device.attributes ?? {};
  const modelName = hardwareText(attributes.model_name, drift);
  const apple = appleModel([
    hardwareText(attributes.product_name, drift),
    modelName,
    hardwareText(attributes.model, drift), // an order number of iPhones, the identifier of Macs
  ]);
  const platform = apple?.platform ?? "unknown";
  const subscriptions = list(attributes.service_subscriptions, drift);
  const enrolledAt = looseTimeToRfc3339(attributes.enrolled_at, drift);
  const seenAt = looseTimeToRfc3339(attributes.last_seen_at, drift);
  const enrollment = enrollmentOf(attributes, drift);
  const status = lookup(ENROLLMENT_STATUS, attributes.status, "unknown", drift);
  return {
    id: idText(device.id, drift) ?? "",
    name: text(attributes.name, drift),
    hostname: platform === "macos" ? text(attributes.device_name, drift) : undefined,
    serial_number: serialNumber(attributes.serial_number, drift),
    asset_tag: undefined, // custom attributes have names of the account's own
    type: apple?.type ?? (platform === "macos" ? "workstation" : "other"),
    platform,
    manufacturer: apple ? "Apple" : undefined,
    model: modelName,
    is_corporate_owned: enrollment.is_corporate_owned,
    custom_fields: customFieldsOf(device, drift),
    tags: tagsOf(device, drift),
    notes: undefined,

    os_name: apple?.osName,
    os_version: text(attributes.os_version, drift),
    os_build: first(
      text(attributes.supplemental_build_version, drift),
      text(attributes.build_version, drift),
    ),
    os_version_extra: text(attributes.supplemental_os_version_extra, drift),
    patch_status: undefined, // the result of the last scan is a number without a meaning

    owner: undefined, // SimpleMDM knows no people
    organization: organizationOf(device, drift),
    policy: policyOf(device, drift),

    ip_addresses: undefined,
    mac_addresses: macAddresses([
      text(attributes.wifi_mac, drift),
      ...list(attributes.ethernet_macs, drift).map((address) => text(address, drift)),
    ]),
    public_ip: publicIpAddress(attributes.last_seen_ip, drift),

    mdm_enabled: status === "unknown" ? undefined : status && status === "enrolled",
    agent_installed: undefined,
    agent_version: undefined,
    approval_status: undefined,
    enrollment_status: status,
    is_offline: undefined,
    first_enrolled_at: undefined,
    last_enrolled_at: enrolledAt,
    last_activity_at: seenAt && latest(seenAt, enrolledAt),

    disk_encryption: diskEncryption(attributes, platform, drift),
    firewall_enabled: platform === "macos" ? reportedFlag(attributes.firewall?.enabled, drift) : undefined,
    last_scan_at: undefined, // that of software updates looks for no threats

    backup_last_success_at: looseTimeToRfc3339(attributes.last_cloud_backup_date, drift),

    udid: hardwareId(attributes.unique_identifier, drift),
    hardware_uuid: undefined, // the UDID, of Macs with Intel only
    imeis: imeis([text(attributes.imei, drift), ...subscriptions.map(({ imei }) => text(imei, drift))]),
    meid: text(attributes.meid, drift),
    iccids: iccids([text(attributes.iccid, drift), ...subscriptions.map(({ iccid }) => text(iccid, drift))]),
    management_id: undefined,
    enrollment_type: enrollment.enrollment_type,
    is_supervised: reportedFlag(attributes.is_supervised, drift),
    is_user_approved: reportedFlag(attributes.is_user_approved_enrollment, drift),
    compliance_status: undefined,
    lost_mode: lostMode(attributes, platform, drift),
    activation_lock_enabled: activationLock(attributes, platform, drift),
    passcode_present: reportedFlag(attributes.passcode_present, drift),
    passcode_compliant:
      reportedFlag(attributes.passcode_compliant_with_profiles, drift) ??
      reportedFlag(attributes.passcode_compliant, drift),
    is_jailbroken: undefined,
    cpu_name: undefined, // the architecture alone
    cpu_cores: undefined,
    memory_bytes: undefined,
    storage_total_bytes: bytes(attributes.device_capacity, GIGABYTE, drift),
    storage_available_bytes: bytes(attributes.available_device_capacity, GIGABYTE, drift),
    battery_percent: percent(attributes.battery_level, drift),
    phone_number: first(
      text(attributes.phone_number, drift),
      ...subscriptions.map(({ phone_number }) => text(phone_number, drift)),
    ),
    carrier: first(
      text(attributes.current_carrier_network, drift),
      ...subscriptions.map(({ current_carrier_network }) => text(current_carrier_network, drift)),
    ),
  };
}
