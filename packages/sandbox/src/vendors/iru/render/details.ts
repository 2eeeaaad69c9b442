import { type Row, textOf } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";

/** Sizes are in units of 1024, and written as text. */
const gigabytes = (bytes: number): string => `${(bytes / 1024 ** 3).toFixed(2)} GB`;

/** The details of a device in sections. A section that does not apply, or of which nothing was collected, is empty. */
export function renderDetails(
  row: Row,
  { device, isAutomated, isFresh }: { device: PhysicalDevice; isAutomated: boolean; isFresh: boolean },
): Row {
  const isMac = row.platform === "Mac";
  const hasReported = !isFresh && row.is_removed !== true && row.last_check_in !== "";
  const isLost = row.lost_mode_status === "ENABLED";
  return {
    general: {
      device_id: row.device_id,
      device_name: row.device_name,
      last_enrollment: row.last_enrollment,
      first_enrollment: row.first_enrollment,
      model: row.model,
      platform: row.platform,
      os_version: row.os_version,
      system_version: isMac && hasReported ? `${textOf(row, "os_version")} (${device.os.build})` : "",
      boot_volume: isMac && hasReported ? "Macintosh HD" : "",
      assigned_user: row.user,
    },
    mdm: {
      mdm_enabled: row.mdm_enabled === true ? "True" : "False",
      ...(hasReported && { supervised: device.supervised ? "True" : "False" }),
    },
    activation_lock: {
      bypass_code_failed: false,
      user_activation_lock_enabled: hasReported ? device.index % 9 === 0 : null,
      device_activation_lock_enabled: hasReported ? false : null,
    },
    filevault: {
      filevault_enabled: isMac && hasReported ? device.encrypted : null,
      filevault_next_rotation: "",
    },
    lost_mode: isLost ? { lost_mode_status: "ENABLED", last_location_status: "FAILED" } : {},
    automated_device_enrollment: isAutomated ? { auto_enroll_eligible: true, auto_enrolled: true } : {},
    hardware_overview: hardwareOf(device, { isMac, hasReported }),
    volumes: hasReported ? volumesOf(device, isMac) : [],
    network:
      isMac && hasReported
        ? {
            local_hostname: hostnameOf(device),
            mac_address: device.macs[0] ?? "",
            ip_address: device.address.local,
            public_ip: device.address.public,
          }
        : {},
    tags: row.tags,
  };
}

export const hostnameOf = ({ hostname }: PhysicalDevice): string => hostname.replace(/\.local$/, "");

function hardwareOf(
  { model, memoryBytes, uuid, serial }: PhysicalDevice,
  { isMac, hasReported }: { isMac: boolean; hasReported: boolean },
): Row {
  if (!hasReported) return { serial_number: serial ?? "" };
  const common = { model_identifier: model.identifier, serial_number: serial ?? "" };
  if (!isMac) return { ...common, uuid: uuid.toLowerCase() };
  return {
    ...common,
    model_name: model.family,
    processor_name: model.cpu,
    processor_speed: "",
    number_of_processors: "1",
    total_number_of_cores: String(model.cores),
    memory: `${memoryBytes / 1024 ** 3} GB LPDDR5`,
    udid: uuid.toLowerCase(),
  };
}

/** Each volume of the disk; the system's own is sealed and never encrypted. The volume of an iPad has no name. */
function volumesOf({ storageBytes, freeBytes, encrypted }: PhysicalDevice, isMac: boolean): Row[] {
  const size = { percent_used: "35%", capacity: gigabytes(storageBytes), available: gigabytes(freeBytes) };
  if (!isMac) return [{ ...size, name: "", format: "", identifier: "", encrypted: "" }];
  const volume = (name: string, identifier: string, isEncrypted: boolean): Row => ({
    ...size,
    name,
    format: "APFS",
    identifier,
    encrypted: isEncrypted ? "Yes" : "No",
  });
  return [
    volume("Macintosh HD", "disk3s1s1", false),
    volume("Macintosh HD - Data", "disk3s5", encrypted === true),
  ];
}
