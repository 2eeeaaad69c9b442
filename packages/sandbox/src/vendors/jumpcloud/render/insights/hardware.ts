import type { Row } from "../../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../../fleet/device.ts";
import { computers, type InsightFacts, type InsightTable } from "./table.ts";

/** The agent passes firmware text on unchanged; Apple's ends in a blank. */
function padded(device: PhysicalDevice, text: string): string {
  return device.platform === "macos" ? `${text} ` : text;
}

function systemInfo({ device, collectedAt }: InsightFacts): Row {
  return {
    collection_time: collectedAt,
    computer_name: device.name,
    hostname: device.hostname,
    local_hostname: device.hostname.split(".")[0] ?? "",
    uuid: device.uuid,
    cpu_brand: device.model.cpu,
    cpu_type: device.model.arch,
    cpu_subtype: "-1",
    cpu_microcode: "",
    cpu_physical_cores: device.model.cores,
    cpu_logical_cores: device.model.arch === "arm64" ? device.model.cores : device.model.cores * 2,
    hardware_vendor: padded(device, device.model.maker),
    hardware_model: padded(device, device.model.identifier),
    hardware_version: padded(device, device.platform === "macos" ? "1.0" : ""),
    hardware_serial: device.serial ?? "",
    physical_memory: String(device.memoryBytes),
  };
}

function osVersion({ device, collectedAt }: InsightFacts): Row {
  const { os, platform } = device;
  const like = { macos: "darwin", windows: "windows", linux: "debian" } as const;
  return {
    collection_time: collectedAt,
    name: platform === "windows" ? `Microsoft Windows ${os.edition ?? ""}` : os.name,
    version: os.version,
    major: os.major,
    minor: os.minor,
    patch: os.patch,
    build: os.build,
    codename: os.codename ?? "",
    platform: platform === "macos" ? "darwin" : platform === "linux" ? os.name.toLowerCase() : platform,
    platform_like: platform === "macos" || platform === "windows" ? like[platform] : like.linux,
    install_date: "",
  };
}

const chassisNames = {
  laptop: "Notebook",
  desktop: "Desktop",
  server: "Rack Mount Chassis",
  "virtual-machine": "Other",
  phone: "Other",
  tablet: "Tablet",
} as const;

function chassisInfo({ device, collectedAt }: InsightFacts): Row {
  return {
    collection_time: collectedAt,
    audible_alarm: "Unknown",
    breach_description: "",
    chassis_types: chassisNames[device.chassis],
    description: "System Enclosure",
    lock: "False",
    manufacturer: device.model.maker,
    model: device.model.identifier,
    security_breach: "Unknown",
    serial: device.serial ?? "",
    sku: "",
    smbios_tag: device.assetTag ?? "No Asset Tag",
    status: "",
    visible_alarm: "False",
  };
}

function battery({ device, collectedAt }: InsightFacts): Row {
  return {
    collection_time: collectedAt,
    manufacturer: "SMP",
    model: "bq40z651",
    serial_number: `${device.uuid.slice(-8)}B`,
    health: "Good",
    condition: "Normal",
    state: "AC Power",
    charged: 1,
    charging: 0,
    cycle_count: device.index % 400,
    designed_capacity: 5088,
    max_capacity: 4700,
    current_capacity: 4600,
    percent_remaining: 98,
    amperage: 0,
    voltage: 12_900,
    manufacture_date: 0,
    minutes_to_full_charge: -1,
    minutes_until_empty: -1,
  };
}

function diskInfo({ device, collectedAt }: InsightFacts): Row {
  return {
    collection_time: collectedAt,
    description: "Disk drive",
    disk_index: 0,
    disk_size: String(device.storageBytes),
    hardware_model: "Sandbox NVMe",
    id: "\\\\.\\PHYSICALDRIVE0",
    manufacturer: "(Standard disk drives)",
    name: "\\\\.\\PHYSICALDRIVE0",
    partitions: 3,
    pnp_device_id: "SCSI\\DISK",
    serial: device.uuid.slice(0, 8),
    type: "SCSI",
  };
}

function uptime({ fleet, device, collectedAt }: InsightFacts): Row {
  const seconds = Math.floor((fleet.now - device.bootedAt) / 1000);
  return {
    collection_time: collectedAt,
    days: Math.floor(seconds / 86_400),
    hours: Math.floor(seconds / 3600) % 24,
    minutes: Math.floor(seconds / 60) % 60,
    seconds: seconds % 60,
    total_seconds: String(seconds),
  };
}

/** Which device it is and what it is made of. */
export const hardwareTables = {
  system_info: { platforms: computers, row: systemInfo },
  os_version: { platforms: computers, row: osVersion },
  chassis_info: { platforms: ["windows"], row: chassisInfo },
  battery: { platforms: ["macos"], row: battery },
  disk_info: { platforms: ["windows"], row: diskInfo },
  uptime: { platforms: computers, row: uptime },
} satisfies Record<string, InsightTable>;
