import {
  type Complete,
  count,
  type Device,
  type Drift,
  earliest,
  first,
  flag,
  hardwareText,
  iccids,
  imeis,
  ipAddress,
  ipAddresses,
  latest,
  looseTimeToRfc3339,
  macAddresses,
  publicIpAddress,
  serialNumber,
  text,
} from "@mdmkit/unified/vendor";
import type { IruDeviceRecord } from "../api/record.ts";
import {
  activationLock,
  buildIn,
  dataVolumeOf,
  enrollmentStatus,
  lostMode,
  notesOf,
  ownerOf,
  policyOf,
  saidFlag,
  sizeIn,
  tagsOf,
} from "./device-parts.ts";
import { formFactorOf, isMac, kindOf } from "./platform.ts";

/** A device of Apple, with its rows of Prism, and if it was read alone with its details. */
export function mapIruDevice(
  device: IruDeviceRecord,
  drift?: Drift,
): Complete<
  Device,
  "approval" | "backups" | "edr" | "maintenance" | "names" | "passcode" | "vulnerabilities" | "warranty"
> {
  const { information, cellular, details } = device;
  const kind = kindOf(device, drift);
  const firstEnrolledAt = looseTimeToRfc3339(device.first_enrollment, drift);
  const lastEnrolledAt = looseTimeToRfc3339(device.last_enrollment, drift);
  const isAutomated = flag(details?.automated_device_enrollment?.auto_enrolled, drift) || undefined;
  const hardware = details?.hardware_overview;
  const volume = dataVolumeOf(device, drift);
  const tenant = text(device.tenant, drift);
  return {
    id: text(device.device_id, drift) ?? "",
    name: text(device.device_name, drift),
    hostname: first(
      text(information?.local_hostname, drift),
      text(information?.host_name, drift),
      text(details?.network?.local_hostname, drift),
    ),
    serial_number: serialNumber(device.serial_number, drift),
    asset_tag: text(device.asset_tag, drift),
    type: formFactorOf(device, kind, drift),
    platform: kind?.platform,
    manufacturer: kind?.maker,
    model: hardwareText(device.model, drift),
    is_corporate_owned: isAutomated, // a device that was enrolled by hand may be the company's, too
    custom_fields: undefined,
    tags: tagsOf(device, drift),
    notes: notesOf(device, drift),

    os_name: kind?.osName,
    os_version: text(device.os_version, drift),
    os_build: first(
      text(information?.os_build, drift),
      text(device.supplemental_build_version, drift),
      buildIn(text(details?.general?.system_version, drift)),
    ),
    os_version_extra: text(device.supplemental_os_version_extra, drift),
    patch_status: undefined,

    owner: ownerOf(device, drift),
    organization: tenant ? { id: tenant, name: undefined } : undefined,
    policy: policyOf(device, drift),

    ip_addresses: ipAddresses([ipAddress(details?.network?.ip_address, drift)]),
    mac_addresses: macAddresses([text(details?.network?.mac_address, drift)]),
    public_ip: publicIpAddress(details?.network?.public_ip, drift),

    mdm_enabled: flag(device.mdm_enabled, drift),
    agent_installed: isMac(device) ? flag(device.agent_installed, drift) : undefined,
    agent_version: text(device.agent_version, drift),
    enrollment_status: enrollmentStatus(device, drift),
    is_offline: undefined, // a device is missing after weeks
    first_enrolled_at: firstEnrolledAt && earliest(firstEnrolledAt, lastEnrolledAt),
    last_enrolled_at: lastEnrolledAt,
    last_activity_at: latest(looseTimeToRfc3339(device.last_check_in, drift), lastEnrolledAt),
    created_at: undefined,
    updated_at: looseTimeToRfc3339(information?.updated_at, drift),

    disk_encryption: isMac(device)
      ? first(flag(details?.filevault?.filevault_enabled, drift), flag(device.fileVault?.status, drift))
      : undefined,
    firewall_enabled: flag(device.firewall?.status, drift),
    last_scan_at: undefined,

    backup_last_success_at: undefined,

    udid: first(text(hardware?.udid, drift), text(hardware?.uuid, drift)),
    hardware_uuid: undefined,
    imeis: imeis([text(cellular?.imei_slot_1, drift), text(cellular?.imei_slot_2, drift)]),
    meid: text(cellular?.meid, drift),
    iccids: iccids([text(cellular?.iccid_slot_1, drift), text(cellular?.iccid_slot_2, drift)]),
    management_id: undefined,
    enrollment_type: isAutomated && "automated",
    is_supervised: saidFlag(details?.mdm?.supervised, drift),
    compliance_status: undefined,
    lost_mode: lostMode(device, drift),
    activation_lock_enabled: activationLock(device, drift),
    is_jailbroken: undefined,
    cpu_name: hardwareText(hardware?.processor_name, drift),
    cpu_cores: count(hardware?.total_number_of_cores, drift) || undefined,
    memory_bytes: sizeIn(hardware?.memory, drift),
    storage_total_bytes: sizeIn(volume?.capacity, drift),
    storage_available_bytes: sizeIn(volume?.available, drift),
    battery_percent: undefined, // Prism has the health of the battery, not its charge
    phone_number: first(
      text(cellular?.phone_number_slot_1, drift),
      text(cellular?.phone_number_slot_2, drift),
    ),
    carrier: first(
      text(cellular?.current_carrier_network_slot_1, drift),
      text(cellular?.subscriber_carrier_network_slot_1, drift),
      text(cellular?.current_carrier_network_slot_2, drift),
      text(cellular?.subscriber_carrier_network_slot_2, drift),
    ),
  };
}
