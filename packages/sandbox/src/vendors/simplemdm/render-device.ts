import type { Row } from "../../engine/records/values.ts";
import type { PhysicalDevice } from "../../fleet/device.ts";
import { createDraw } from "../../fleet/draw.ts";
import { spacedImei } from "../../fleet/identifiers.ts";
import { DEVICE_GROUP_IDS, DEVICE_IDS, GROUP_IDS } from "./inventory.ts";

export const GROUPS = [
  { name: "All Macs", group_type: "dynamic" },
  { name: "Sales", group_type: "static" },
  { name: "Pilot", group_type: "static" },
] as const;
export const DEVICE_GROUPS = [{ name: "Remote Employees" }, { name: "Executives" }];

export type DeviceFacts = {
  readonly index: number;
  readonly device: PhysicalDevice;
  readonly seed: number;
  readonly older: boolean;
};

/** A device as the service keeps it. */
export function renderDevice(facts: DeviceFacts): Row {
  const { index, device, seed } = facts;
  const draw = createDraw({ seed, kind: "simplemdm-device", index: device.index });
  const status = draw.weighted("status", [
    ["enrolled", 91],
    ["unenrolled", 5],
    ["awaiting enrollment", 4],
  ]);
  return {
    type: "device",
    id: DEVICE_IDS.id(index),
    attributes: status === "awaiting enrollment" ? awaiting(index) : { status, ...reported(facts, draw) },
    relationships: relationships(facts, draw, status !== "awaiting enrollment"),
  };
}

/** What a device does not report. */
const nulls = (names: string): Row => Object.fromEntries(names.split(" ").map((name) => [name, null]));

/** The place of a device that is to enroll: nearly all of it is null. */
export function awaiting(index: number, name = `New device ${index}`): Row {
  return {
    status: "awaiting enrollment",
    name,
    enrollment_url: `https://a.simplemdm.com/e/?c=${10_000_000 + index}`,
    model_name: "Unknown",
    ...nulls("device_name serial_number unique_identifier product_name os_version last_seen_at"),
    ...nulls("enrolled_at is_supervised is_activation_lock_enabled passcode_present"),
    ethernet_macs: [],
  };
}

type Draw = ReturnType<typeof createDraw>;

/** Newer records have milliseconds, older ones blanks and an offset. */
function timeAt(at: number, isOld: boolean): string {
  if (!isOld) return new Date(at).toISOString();
  const local = new Date(at - 7 * 3_600_000).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 19)} -0700`;
}

const gigabytes = (bytes: number): number => Math.round(bytes / 1e7) / 100;

function reported({ index, device, older }: DeviceFacts, draw: Draw): Row {
  const { model, os, macs, lastSeenAt } = device;
  const byUser = !device.companyOwned && device.platform !== "macos" && draw.chance("user", 0.5);
  const automated = device.automatedEnrollment && !byUser;
  return {
    name: draw.chance("unnamed", 0.1) ? model.family : device.name,
    device_name: device.hostname,
    enrolled_at: timeAt(device.enrolledAt, older),
    last_seen_at: lastSeenAt === null ? null : timeAt(lastSeenAt, older),
    last_seen_ip: device.address.public,
    enrollment_channels: byUser ? ["user"] : ["device"],
    os_version: os.version,
    build_version: os.build,
    supplemental_build_version: os.build,
    supplemental_os_version_extra: index % 6 === 5 ? "(a)" : null,
    model_name: model.family,
    model: device.platform === "macos" ? model.identifier : "MLPF3LL",
    product_name: model.identifier,
    unique_identifier: device.uuid,
    serial_number: device.serial,
    processor_architecture: device.platform === "macos" ? model.arch : null,
    device_capacity: gigabytes(device.storageBytes),
    available_device_capacity: gigabytes(device.freeBytes),
    wifi_mac: macs[0],
    is_supervised: device.supervised,
    is_dep_enrollment: automated,
    dep_enrolled: automated,
    user_enrollment: byUser,
    ...nulls("auto_admin_name time_zone firmware_password recovery_lock_password location_latitude"),
    ...nulls("location_longitude"),
    remote_desktop_enabled: false,
    service_subscriptions: [],
    ...(device.platform === "macos" ? ofMac(device, draw) : ofMobile(device, draw)),
  };
}

/** What iPhones alone report is null. */
function ofMac({ macs, encrypted, firewall, uuid, chassis }: PhysicalDevice, draw: Draw): Row {
  return {
    ...nulls("imei meid iccid phone_number hardware_encryption_caps passcode_present"),
    ...nulls("passcode_compliant passcode_compliant_with_profiles last_cloud_backup_date"),
    battery_level: chassis === "laptop" ? `${draw.integer("battery", { min: 20, max: 100 })}%` : null,
    ethernet_macs: macs,
    is_user_approved_enrollment: true,
    is_activation_lock_enabled: false,
    filevault_enabled: encrypted ?? false,
    filevault_recovery_key: encrypted ? `AAAA-${uuid.slice(0, 4).toUpperCase()}-FAKE` : null,
    lost_mode_enabled: false,
    firewall: { enabled: firewall, block_all_incoming: false, stealth_mode: false },
    os_update: { automatic_check_enabled: null, previous_scan_result: "2" },
  };
}

/** What Macs alone report is false or null. */
function ofMobile({ index, imei, lastSeenAt, encrypted, supervised }: PhysicalDevice, draw: Draw): Row {
  const line = imei === null ? null : `+1555010${String(index % 10_000).padStart(4, "0")}`;
  const iccid = imei === null ? null : `89450000000000${String(index).padStart(5, "0")}`;
  return {
    imei: imei && spacedImei(imei),
    meid: imei?.slice(0, 14) ?? null,
    iccid,
    phone_number: line,
    current_carrier_network: imei === null ? null : "Example Mobile",
    battery_level: `${draw.integer("battery", { min: 1, max: 100 })}%`,
    ethernet_macs: [],
    hardware_encryption_caps: 3,
    passcode_present: encrypted ?? false,
    passcode_compliant: true,
    passcode_compliant_with_profiles: encrypted ?? false,
    is_user_approved_enrollment: null,
    is_activation_lock_enabled: draw.chance("activation-lock", 0.5),
    last_cloud_backup_date:
      lastSeenAt === null || supervised ? null : new Date(lastSeenAt - 43_200_000).toISOString(),
    filevault_enabled: false,
    lost_mode_enabled: draw.chance("lost", 0.1),
    firewall: { enabled: null, block_all_incoming: null, stealth_mode: null },
    service_subscriptions:
      imei === null
        ? []
        : [{ slot: "CTSubscriptionSlotOne", label: "Primary", imei, meid: null, iccid, phone_number: "" }],
  };
}

/** Attributes by name; the secret one is left out unless it is asked for. */
export const attributeValue = (id: string, value: string, secret = false): Row => ({
  type: "custom_attribute_value",
  id,
  attributes: { value, secret },
});

const groupRef = (index: number): Row => ({
  type: "assignment_group",
  group_type: GROUPS[index]?.group_type ?? "static",
  id: GROUP_IDS.id(index),
});

function relationships({ device, older }: DeviceFacts, draw: Draw, isEnrolled: boolean): Row {
  const joined = [
    ...(device.platform === "macos" && isEnrolled ? [groupRef(0)] : []),
    ...(draw.chance("sales", 0.4) ? [groupRef(1)] : []),
    ...(draw.chance("pilot", 0.1) ? [groupRef(2)] : []),
  ];
  const deviceGroup = {
    type: "device_group",
    id: DEVICE_GROUP_IDS.id(draw.chance("executive", 0.2) ? 1 : 0),
  };
  return {
    device_group: { data: older || draw.chance("grouped", 0.4) ? deviceGroup : null },
    ...(older ? {} : { groups: { data: joined } }),
    custom_attribute_values: {
      data: isEnrolled
        ? [
            ...(device.assetTag === null ? [] : [attributeValue("asset_tag", device.assetTag)]),
            attributeValue("cost_center", draw.chance("center", 0.5) ? "4711" : ""),
            attributeValue("admin_note", "made-up-note", true),
          ]
        : [],
    },
  };
}
