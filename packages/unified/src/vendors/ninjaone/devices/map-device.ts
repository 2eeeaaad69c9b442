import {
  type Complete,
  count,
  type Device,
  type Drift,
  first,
  flag,
  hardwareText,
  iccids,
  idText,
  imeis,
  ipAddress,
  ipAddresses,
  latest,
  list,
  lookup,
  macAddresses,
  publicIpAddress,
  serialNumber,
  text,
} from "@mdmkit/unified/vendor";
import type { NinjaOneDeviceRecord } from "../api/record.ts";
import { timeOf } from "../api/times.ts";
import {
  APPROVAL,
  cpuCoresOf,
  customFieldsOf,
  ENROLLMENT,
  maintenanceStatus,
  notesOf,
  organizationOf,
  osVersionOf,
  ownerOf,
  policyOf,
  servicePackOf,
  systemVolumeOf,
  tagsOf,
} from "./device-parts.ts";
import { formFactorOf, hasAgent, hasMdm, platformOf } from "./platform.ts";
import { diskEncryption, edrInstalled, edrStatus, patchStatus, vulnerabilityCount } from "./posture.ts";

/** A device of any kind: computers with an agent, phones and tablets, machines known through VMware, and network gear. */
export function mapNinjaOneDevice(device: NinjaOneDeviceRecord, drift?: Drift): Complete<Device, "passcode"> {
  const { system, references, maintenance, health } = device;
  const createdAt = timeOf(device.created, drift);
  const contactedAt = timeOf(device.lastContact, drift);
  const updatedAt = timeOf(device.lastUpdate, drift);
  const network = list(device.network, drift);
  const volume = systemVolumeOf(device.volumes, drift);
  const backup = references?.backupUsage;
  const start = timeOf(maintenance?.start, drift);
  const end = timeOf(maintenance?.end, drift);
  const warrantyStart = timeOf(references?.warranty?.startDate, drift);
  const warrantyEnd = timeOf(references?.warranty?.endDate, drift);
  return {
    id: idText(device.id, drift) ?? "",
    name: first(text(device.displayName, drift), text(device.systemName, drift)),
    hostname: text(device.systemName, drift),
    dns_name: text(device.dnsName, drift),
    netbios_name: text(device.netbiosName, drift),
    serial_number: first(
      serialNumber(system?.serialNumber, drift),
      serialNumber(system?.biosSerialNumber, drift),
      serialNumber(device.serviceTag, drift),
    ),
    asset_tag: serialNumber(system?.assetSerialNumber, drift),
    type: formFactorOf(device, drift),
    platform: platformOf(device, drift),
    manufacturer: first(hardwareText(system?.manufacturer, drift), hardwareText(device.vendor, drift)),
    model: first(hardwareText(system?.model, drift), hardwareText(device.model, drift)),
    is_corporate_owned: undefined,
    custom_fields: customFieldsOf(device),
    tags: tagsOf(device, drift),
    notes: notesOf(device, drift),

    os_name: first(text(device.os?.name, drift), text(device.guestOSFullName, drift)),
    os_version: osVersionOf(device, drift),
    os_build: first(
      text(device.os?.buildNumber, drift),
      text(system?.build, drift),
      text(device.buildNumber, drift),
    ),
    os_version_extra: servicePackOf(device, drift),
    patch_status: patchStatus(device, drift),

    owner: ownerOf(device, drift),
    organization: organizationOf(device, drift),
    policy: policyOf(device, drift),

    ip_addresses: ipAddresses(list(device.ipAddresses, drift).map((address) => ipAddress(address, drift))),
    mac_addresses: macAddresses(list(device.macAddresses, drift).map((address) => text(address, drift))),
    public_ip: publicIpAddress(device.publicIP, drift),

    mdm_enabled: hasMdm(device),
    agent_installed: hasAgent(device),
    agent_version: undefined,
    approval_status: lookup(APPROVAL, device.approvalStatus, "unknown", drift),
    enrollment_status: lookup(ENROLLMENT, device.approvalStatus, "unknown", drift),
    is_offline: flag(device.offline, drift),
    first_enrolled_at: undefined, // `created` is the time of the record
    last_enrolled_at: undefined,
    last_activity_at: contactedAt && latest(contactedAt, createdAt),
    created_at: createdAt,
    updated_at: updatedAt && latest(updatedAt, createdAt),

    disk_encryption: diskEncryption(device, drift),
    firewall_enabled: undefined,
    edr_installed: edrInstalled(device, drift),
    edr_status: edrStatus(device, drift),
    critical_vuln_count: vulnerabilityCount(count(health?.criticalVulnerabilityCount, drift), device),
    high_vuln_count: vulnerabilityCount(count(health?.highVulnerabilityCount, drift), device),
    last_scan_at: undefined, // the times of reports are those of their collection

    maintenance_status: maintenanceStatus(device, drift),
    maintenance_start_at: start,
    maintenance_end_at: end && latest(end, start),
    maintenance_reason: text(maintenance?.reasonMessage, drift),
    backup_last_success_at: timeOf(backup?.lastSuccessfulBackupJob, drift),
    backup_last_failure_at: timeOf(backup?.lastFailedBackupJob, drift),
    backup_total_bytes: first(
      count(backup?.revisionsTotalSize, drift),
      sumOf(count(backup?.cloudTotalSize, drift), count(backup?.localTotalSize, drift)),
    ),
    warranty_start_at: warrantyStart,
    warranty_end_at: warrantyEnd && latest(warrantyEnd, warrantyStart),
    warranty_fulfillment_at: timeOf(references?.warranty?.manufacturerFulfillmentDate, drift),

    udid: undefined,
    hardware_uuid: undefined, // `uid` is NinjaOne's own
    imeis: imeis(network.map((entry) => text(entry.imei, drift))),
    meid: first(...network.map((entry) => text(entry.meid, drift))),
    iccids: iccids(network.map((entry) => text(entry.iccId, drift))),
    management_id: undefined,
    enrollment_type: undefined,
    is_supervised: undefined,
    is_user_approved: undefined,
    compliance_status: undefined,
    lost_mode: undefined,
    activation_lock_enabled: undefined,
    is_jailbroken: undefined,
    cpu_name: first(hardwareText(device.processors?.[0]?.name, drift), hardwareText(device.cpuModel, drift)),
    cpu_cores: cpuCoresOf(device, drift),
    memory_bytes: first(
      count(device.memory?.capacity, drift),
      count(system?.totalPhysicalMemory, drift),
      count(device.memorySize, drift),
    ),
    storage_total_bytes: count(volume?.capacity, drift),
    storage_available_bytes: count(volume?.freeSpace, drift),
    battery_percent: undefined,
    phone_number: first(...network.map((entry) => text(entry.phoneNumber, drift))),
    carrier: first(...network.map((entry) => text(entry.carrier, drift))),
  };
}

function sumOf(one: number | null | undefined, other: number | null | undefined): number | undefined {
  return one == null && other == null ? undefined : (one ?? 0) + (other ?? 0);
}
