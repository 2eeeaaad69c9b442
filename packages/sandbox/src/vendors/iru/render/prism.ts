import { isRow, type Row, textOf } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";
import { inPrism } from "../times.ts";
import type { InstalledTitle } from "./apps.ts";
import { hostnameOf } from "./details.ts";

export type Source = {
  readonly row: Row;
  readonly device: PhysicalDevice;
  /** The number that the user had before ids were UUIDs. */
  readonly deprecatedUserId: string;
  apps(): readonly InstalledTitle[];
};

/** The rows of one device in a category; none where the device has nothing of it, or has not reported. */
export type Category = (source: Source, common: Row) => readonly Row[];

/** What each row begins with. */
export function commonOf({ row, device, deprecatedUserId }: Source): Row {
  const user = isRow(row.user) ? row.user : undefined;
  const collected = inPrism(device.lastSeenAt ?? device.enrolledAt);
  return {
    device_id: row.device_id,
    device__name: row.device_name,
    device__family: row.platform === "AppleTV" ? "tvOS" : row.platform,
    device__user_id: user ? deprecatedUserId : "",
    device__user_name: user?.name ?? null,
    device__user_email: user?.email ?? null,
    blueprint_id: row.blueprint_id,
    blueprint_name: row.blueprint_name,
    tags: null,
    asset_tag: row.asset_tag,
    serial_number: row.serial_number,
    model_id: device.model.identifier,
    count: null,
    created_at: inPrism(device.enrolledAt),
    updated_at: collected,
    last_changed_at: null,
    last_collected_at: collected,
  };
}

const isMac = ({ row }: Source): boolean => row.platform === "Mac";

/** A carrier, and for phones with a number one. IMEIs have blanks in them. */
function slotOf({ imei, index }: PhysicalDevice): Row {
  const hasSim = index % 3 !== 0;
  return {
    imei_slot_1: imei === null ? null : imei.replace(/^(\d{2})(\d{6})(\d{6})(\d)$/, "$1 $2 $3 $4"),
    iccid_slot_1: hasSim ? `89470000${String(index).padStart(12, "0")}` : null,
    phone_number_slot_1: hasSim ? `+4720${String(index).padStart(6, "0")}` : null,
    current_carrier_network_slot_1: hasSim ? "Example Mobile" : null,
    slot_1: "CTSubscriptionSlotOne",
    imei_slot_2: null,
    iccid_slot_2: null,
    phone_number_slot_2: null,
  };
}

/** Categories by operation. */
export const CATEGORIES = {
  listDeviceInformation: ({ row, device }, common) => [
    {
      ...common,
      device_capacity: Math.round(device.storageBytes / 1024 ** 3),
      host_name: row.platform === "Mac" ? device.hostname : null,
      local_hostname: row.platform === "Mac" ? hostnameOf(device) : null,
      apple_silicon: row.platform === "Mac" ? device.model.arch === "arm64" : null,
      model: row.platform,
      model_name: device.model.name,
      agent_version: textOf(row, "agent_version") || null,
      mdm_enabled: row.mdm_enabled,
      agent_installed: row.platform === "Mac" ? row.agent_installed : null,
      os_version: row.os_version,
      os_build: device.os.build,
      lost_mode_status: textOf(row, "lost_mode_status") || null,
    },
  ],
  listFileVault: (source, common) =>
    isMac(source) && source.device.encrypted !== null
      ? [{ ...common, status: source.device.encrypted, key_type: null, key_escrowed: false }]
      : [],
  listFirewalls: (source, common) =>
    isMac(source) && source.device.firewall !== null
      ? [{ ...common, status: source.device.firewall, block_all_incoming: false, stealth_mode: false }]
      : [],
  listActivationLocks: ({ device }, common) => [
    {
      ...common,
      activation_lock_supported: true,
      user_activation_lock_enabled: device.index % 9 === 0,
      device_activation_lock_enabled: false,
      bypass_code_failed: false,
    },
  ],
  listCellular: ({ row, device }, common) =>
    row.platform === "iPhone"
      ? [{ ...common, cellular_technology: "GSM", meid: device.imei?.slice(0, 14), ...slotOf(device) }]
      : [],
  listApps: ({ apps, row }, common) =>
    apps().map((app) => ({
      ...common,
      name: app.name,
      version: app.version,
      short_version: null,
      bundle_id: app.identifier,
      path: app.path || null,
      bundle_size: row.platform === "Mac" ? null : app.sizeBytes,
      developer_name: row.platform === "Mac" ? app.publisher : null,
      installing: row.platform === "Mac" ? null : app.isInstalling,
      download_failed: row.platform === "Mac" ? null : false,
      device_based_vpp: row.platform === "Mac" ? null : app.isManaged,
      obtained_from: row.platform === "Mac" ? "Identified Developer" : null,
    })),
} satisfies Readonly<Record<string, Category>>;
