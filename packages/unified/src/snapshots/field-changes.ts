import { ENGINE_FIELDS } from "../contract/engine-fields.ts";
import type { App, Device, ListReport } from "../contract/model.ts";
import { isEqualValue, isSameValue } from "../records/same-value.ts";

/** Fields that change without a change to the record. `diff` ignores them by default. */
export const VOLATILE_FIELDS = [
  "last_activity_at",
  "last_seen_at",
  "is_offline",
  "updated_at",
  "last_scan_at",
  "backup_last_success_at",
  "backup_total_bytes",
  "battery_percent",
  "storage_available_bytes",
  "ip_addresses",
  "public_ip",
] as const satisfies readonly (keyof Device | keyof App)[];

/** Fields that describe the response and not the record. */
const NEVER_COMPARED = ["id", ...ENGINE_FIELDS] as const;

/** Objects with keys of the customer. A missing key means that the value was removed. */
const BY_OWN_KEY: ReadonlySet<string> = new Set(["custom_fields"] satisfies (keyof Device)[]);

/** What is not compared. */
export type DiffOptions<Item> = {
  /** Fields not to compare. Default: `VOLATILE_FIELDS`; to add some: `[...VOLATILE_FIELDS, "tags"]`. */
  readonly ignore?: readonly (keyof Item | (typeof VOLATILE_FIELDS)[number])[];
};

type Compared<Item> = Exclude<keyof Item & string, (typeof NEVER_COMPARED)[number]>;

/** The unified fields that changed, with the value before and after. */
export type FieldChanges<Item> = {
  readonly [Name in Compared<Item>]?: {
    readonly before: Exclude<Item[Name], undefined>;
    readonly after: Exclude<Item[Name], undefined>;
  };
};

/**
 * The unified fields of one record that changed between two lists, by the rules of `diff`; undefined if none did. `gaps` are those of
 * both lists.
 *
 * @example
 * compareRecords(yesterday, today, { gaps: listing.report.gaps }); // { name: { before: "Lab 1", after: "Lab 2" } }
 */
export function compareRecords<Item extends { id: string }>(
  before: Item,
  after: Item,
  { gaps = [], ...options }: DiffOptions<Item> & Partial<Pick<ListReport, "gaps">> = {},
): FieldChanges<Item> | undefined {
  return changesBetween(before, after, skippedFields(options, [{ gaps }]));
}

/** Fields that are not compared: those to ignore, and the gaps of the lists. */
export function skippedFields<Item>(
  { ignore = VOLATILE_FIELDS }: DiffOptions<Item>,
  reports: readonly (Pick<ListReport, "gaps"> | undefined)[],
): ReadonlySet<unknown> {
  const gaps = reports.flatMap((report) => report?.gaps.flatMap(({ fields }) => fields) ?? []);
  return new Set([...NEVER_COMPARED, ...ignore, ...gaps]);
}

export function changesBetween<Item extends object>(
  before: Item,
  after: Item,
  skipped: ReadonlySet<unknown>,
): FieldChanges<Item> | undefined {
  const changes: Record<string, { before: unknown; after: unknown }> = {};
  for (const [name, value] of Object.entries(after)) {
    const earlier: unknown = Reflect.get(before, name);
    if (earlier === value || earlier === undefined || value === undefined || skipped.has(name)) continue;
    const isSame = BY_OWN_KEY.has(name) ? isEqualValue : isSameValue;
    if (!isSame(earlier, value)) changes[name] = { before: earlier, after: value };
  }
  // The boundary: names and values come from two records of the type the result is derived from.
  return Object.keys(changes).length > 0 ? (changes as FieldChanges<Item>) : undefined;
}
