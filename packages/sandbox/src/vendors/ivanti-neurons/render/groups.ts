import { asRows, type Row } from "../../../engine/records/values.ts";
import type { Platform } from "../../../fleet/device.ts";
import type { Facts } from "./facts.ts";

type Group = { id: number; name: string; systemName: string | null; definition: string | null };

const all: Group = { id: 31001, name: "All Devices", systemName: "ALL_DEVICES", definition: null };

const byPlatform = (id: number, name: string, type: string): Group => ({
  id,
  name,
  systemName: `${type}_DEVICES`,
  definition: `PLATFORMTYPE EQ '${type}'`,
});

const ios = byPlatform(31002, "iOS Devices", "IOS");
const platformGroups: Record<Platform, Group> = {
  ios,
  ipados: ios,
  macos: byPlatform(31003, "macOS Devices", "OSX"),
  windows: byPlatform(31004, "Windows Devices", "WINDOWS_PHONE"),
  android: byPlatform(31005, "Android Devices", "ANDROID"),
  linux: all,
};

const field: Group = { id: 31050, name: "Field Staff ", systemName: null, definition: null };

/** Every group, with the number of devices in it. */
export function allGroups(devices: readonly Row[]): Row[] {
  const rows = devices.flatMap((device) => asRows(device.groups));
  const groups = new Map(rows.map((group) => [group.id, group]));
  return [...groups.values()].map((group) => ({
    ...group,
    memberCount: rows.filter(({ id }) => id === group.id).length,
  }));
}

/** The groups of a device: those of the system, and for some one that an administrator made. */
export function groupsOf({ device, draw, inventory, index }: Facts): Row[] {
  const groups = [all, platformGroups[device.platform], ...(draw.chance("field", 0.3) ? [field] : [])];
  return groups.map((group) => ({
    ...group,
    createdAt: device.enrolledAt,
    createdBy: 1,
    modifiedAt: device.enrolledAt,
    visible: true,
    dmPartitionId: inventory.spaceOf(index),
    type: "DEVICE",
    mutable: group.systemName === null,
    memberCount: 1,
    membershipStatic: group.definition === null,
  }));
}
