import {
  bytes,
  type Complete,
  count,
  type Device,
  type Drift,
  first,
  flag,
  hardwareId,
  hardwareText,
  idText,
  ipAddress,
  ipAddresses,
  isApple,
  isMobileApple,
  latest,
  lookup,
  looseTimeToRfc3339,
  macAddresses,
  publicIpAddress,
  serialNumber,
  text,
  toRfc3339,
} from "@mdmkit/unified/vendor";
import type { FleetDeviceRecord } from "../api/record.ts";
import { organizationRef } from "../organizations/organizations.ts";
import { ownerOf } from "../users/owner.ts";
import {
  complianceStatus,
  customFieldsOf,
  enrollmentOf,
  enrollmentStatus,
  lostMode,
  policyOf,
  tagsOf,
} from "./device-parts.ts";
import { formFactorOf, isMobile, platformOf, systemOf } from "./platform.ts";

/** A host of any platform. What a single read adds is absent in a list. */
export function mapFleetDevice(
  device: FleetDeviceRecord,
  drift?: Drift,
): Complete<Device, "approval" | "backups" | "cellular" | "edr" | "passcode" | "warranty"> {
  const platform = platformOf(device, drift);
  const hostname = text(device.hostname, drift);
  const agentVersion = text(device.osquery_version, drift);
  const system = systemOf(device, platform, drift);
  const uuid = hardwareId(device.uuid, drift);
  const createdAt = toRfc3339(device.created_at, drift);
  const updatedAt = toRfc3339(device.updated_at, drift);
  const mdmEnrolledAt = toRfc3339(device.last_mdm_enrolled_at, drift);
  const enrolledAt = latest(toRfc3339(device.last_enrolled_at, drift), mdmEnrolledAt);
  const status = lookup(IS_OFFLINE, device.status, undefined, drift);
  const enrollment = enrollmentOf(device, drift);
  return {
    id: idText(device.id, drift) ?? "",
    name: first(text(device.display_name, drift), text(device.computer_name, drift), hostname),
    hostname,
    dns_name: hostname && /\.(?!local$)[^.]+$/i.test(hostname) ? hostname : undefined,
    netbios_name: undefined,
    serial_number: serialNumber(device.hardware_serial, drift),
    asset_tag: undefined,
    type: formFactorOf(device, platform, drift),
    platform,
    manufacturer: hardwareText(device.hardware_vendor, drift),
    model: hardwareText(device.hardware_model, drift),
    is_corporate_owned: enrollment.isCorporate,
    custom_fields: customFieldsOf(device),
    tags: tagsOf(device, drift),
    notes: undefined,

    os_name: system.name,
    os_version: system.version,
    os_build: text(device.build, drift),
    os_version_extra: system.extra,
    patch_status: undefined,

    owner: ownerOf(device, drift),
    organization: organizationRef(device.organization, drift),
    policy: policyOf(device, drift),

    ip_addresses: ipAddresses([ipAddress(device.primary_ip, drift)]),
    mac_addresses: macAddresses([text(device.primary_mac, drift)]),
    public_ip: publicIpAddress(device.public_ip, drift),

    mdm_enabled: enrollment.isEnabled,
    agent_installed: agentVersion ? true : isMobileApple(platform) ? false : undefined,
    agent_version: agentVersion, // that of orbit is null in lists
    enrollment_status: enrollmentStatus(device, drift),
    is_offline: isMobile(platform) ? undefined : status,
    first_enrolled_at: undefined, // `created_at` is that of the record, which a sync of Apple's devices may have made
    last_enrolled_at: enrolledAt,
    last_activity_at: latest(
      toRfc3339(device.seen_time, drift),
      toRfc3339(device.detail_updated_at, drift),
      toRfc3339(device.last_mdm_checked_in_at, drift),
      enrolledAt,
    ),
    created_at: createdAt,
    updated_at: updatedAt && latest(updatedAt, createdAt),

    disk_encryption: flag(device.disk_encryption_enabled, drift),
    firewall_enabled: undefined, // by a policy of the customer at most
    critical_vuln_count: count(device.issues?.critical_vulnerabilities_count, drift),
    high_vuln_count: undefined, // a host would have to be read with all its software, a hundred times as much
    last_scan_at: undefined,

    maintenance_status: undefined, // whether the window is over depends on the time
    maintenance_start_at: looseTimeToRfc3339(device.maintenance_window?.starts_at, drift),
    maintenance_end_at: undefined,
    maintenance_reason: undefined,
    backup_last_success_at: undefined,

    // That of a personal device is the id of its enrollment.
    udid: isApple(platform) && enrollment.isCorporate !== false ? uuid : undefined,
    hardware_uuid: isMobile(platform) ? undefined : uuid,
    imeis: undefined,
    management_id: undefined,
    enrollment_type: enrollment.type,
    is_supervised: undefined,
    compliance_status: complianceStatus(device, drift),
    lost_mode: isMobileApple(platform) ? lostMode(device, drift) : undefined,
    activation_lock_enabled: undefined,
    is_jailbroken: undefined,
    cpu_name: hardwareText(device.cpu_brand, drift),
    cpu_cores: count(device.cpu_physical_cores, drift),
    memory_bytes: count(device.memory, drift),
    storage_total_bytes: bytes(device.gigs_total_disk_space, 1e9, drift),
    storage_available_bytes: bytes(device.gigs_disk_space_available, 1e9, drift),
    battery_percent: undefined, // the health of the battery is no charge
  };
}

const IS_OFFLINE = { online: false, offline: true } as const;
