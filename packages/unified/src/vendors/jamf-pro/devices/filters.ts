import type { DeviceFilters, Platform } from "@mdmkit/unified/vendor";
import { type DeviceKind, kindOf } from "../api/device-id.ts";
import { allOf, anyContains, contains, isPlain } from "../api/rsql.ts";
import { isTime, reportedSince } from "./dated-devices.ts";

type Filters = Partial<DeviceFilters>;

/**
 * For which values a filter is Jamf's alone. `desktop` and `mobile` name its two lists, as they do where an id needs a kind: whoever
 * reads both has read every device, laptops and tablets too.
 */
export const pushed = {
  type: (type: NonNullable<DeviceFilters["type"]>) => type === "desktop" || type === "mobile",
};

/** For which values a filter narrows what Jamf gives. */
export const narrowed = {
  name: isPlain,
  model: isPlain,
  os_version: isPlain,
  serial_number: isPlain,
  owner: ({ name, emails }: NonNullable<DeviceFilters["owner"]>) =>
    [name, emails].some((value) => value != null && isPlain(value)),
  updated_since: isTime,
  type: (type: NonNullable<DeviceFilters["type"]>) => kindOf(type) !== undefined,
  platform: (platform: NonNullable<DeviceFilters["platform"]>) => kindsOf({ platform }).length === 1,
};

const PLATFORM_KIND: Record<Platform, DeviceKind | undefined> = {
  macos: "computer",
  windows: "computer",
  linux: "computer",
  ios: "mobile",
  ipados: "mobile",
  android: "mobile",
  chromeos: "computer",
  unknown: undefined,
};

/** The kinds that have to be read for a list; computers come first. */
export function kindsOf({ type, platform }: Filters): readonly DeviceKind[] {
  const byType = type ? kindOf(type) : undefined;
  const byPlatform = platform && Object.hasOwn(PLATFORM_KIND, platform) ? PLATFORM_KIND[platform] : undefined;
  return (["computer", "mobile"] as const).filter(
    (kind) => (byType ?? kind) === kind && (byPlatform ?? kind) === kind,
  );
}

const FIELDS: Record<
  DeviceKind,
  Record<"name" | "model" | "os_version" | "serial_number" | "email", string>
> = {
  computer: {
    name: "general.name",
    model: "hardware.model",
    os_version: "operatingSystem.version",
    serial_number: "hardware.serialNumber",
    email: "userAndLocation.email",
  },
  mobile: {
    name: "displayName",
    model: "model",
    os_version: "osVersion",
    serial_number: "serialNumber",
    email: "emailAddress",
  },
};

/** What an owner may be named by. */
const OWNER_NAMES: Record<DeviceKind, readonly string[]> = {
  computer: ["userAndLocation.realname", "userAndLocation.username", "userAndLocation.email"],
  mobile: ["fullName", "username", "emailAddress"],
};

/** The filter of one kind of device, in RSQL; a date only of kinds that all have one. */
export function rsqlOf(
  kind: DeviceKind,
  { name, model, os_version, serial_number, owner, updated_since }: Filters,
  dated: readonly DeviceKind[] = [],
): string | undefined {
  const fields = FIELDS[kind];
  const has = (field: string, value: string | null | undefined) =>
    value != null && isPlain(value) ? contains(field, value.trim()) : undefined;
  const ownerName = owner?.name;
  return allOf([
    has(fields.name, name),
    has(fields.model, model),
    has(fields.os_version, os_version),
    has(fields.serial_number, serial_number),
    has(fields.email, owner?.emails),
    updated_since != null && dated.includes(kind) ? reportedSince(kind, updated_since) : undefined,
    ownerName != null && isPlain(ownerName) ? anyContains(OWNER_NAMES[kind], ownerName.trim()) : undefined,
  ]);
}
