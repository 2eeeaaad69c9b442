import { UnsupportedCapabilityError } from "@mdmkit/runtime";
import type { DeviceFilters } from "../contract/model.ts";

/** Filters by fields that every list of devices fills. */
export const HARDWARE_FILTERS = [
  "name",
  "type",
  "model",
  "os_version",
  "platform",
  "serial_number",
] as const satisfies readonly (keyof DeviceFilters)[];

const FIELD_OF: Readonly<Record<string, string>> = {
  updated_since: "updated_at",
  email: "emails",
  device_type: "platform",
};

/** The unified field that a filter compares. */
export function fieldOf(filter: string): string {
  return FIELD_OF[filter] ?? filter;
}

/** All unified fields that a filter reads. */
export const comparedFields = (filter: string): readonly string[] =>
  filter === "type" ? ["type", "platform"] : [fieldOf(filter)];

/** The filters among a list's options. Throws `InvalidInputError` for a name that is neither an option nor a filter of this vendor. */
export function filtersAmong<Filters extends object>(
  origin: { vendor: string; operation: string },
  supported: readonly (keyof Filters & string)[],
  options: Partial<Filters>,
  otherOptions: ReadonlySet<string>,
): Partial<Filters> {
  const names: readonly string[] = supported;
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || otherOptions.has(name) || names.includes(name)) continue;
    const known = names.join(", ") || "nothing";
    throw new UnsupportedCapabilityError(`Unsupported filter ${name}. Supported filters: ${known}.`, origin);
  }
  return pick(options, (name, value) => value !== undefined && names.includes(name));
}

/** The properties that pass a test. */
export function pick<T extends object>(
  from: T,
  test: (name: keyof T & string, value: T[keyof T & string]) => boolean,
): Partial<T> {
  const picked: Partial<T> = {};
  for (const name in from) if (test(name, from[name])) picked[name] = from[name];
  return picked;
}
