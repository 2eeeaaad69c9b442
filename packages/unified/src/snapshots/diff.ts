import { InvalidInputError } from "@mdmkit/runtime";
import type { App, Device } from "../contract/model.ts";
import { isEqualValue, isSameValue } from "../records/same-value.ts";
import type { CompleteSnapshot, Snapshot, SnapshotOf } from "./snapshot.ts";

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
const NEVER_COMPARED = ["id", "remote_data", "is_partial"] as const;

/** Objects with keys of the customer. A missing key means that the value was removed. */
const BY_OWN_KEY: ReadonlySet<string> = new Set(["custom_fields"] satisfies (keyof Device)[]);

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

export type RecordUpdate<Item> = {
  readonly id: string;
  readonly before: Item;
  readonly after: Item;
  readonly fields: FieldChanges<Item>;
};

type Changes<Item> = {
  /** Records that are not in the earlier snapshot. If that was incomplete, it may have missed them. */
  readonly created: readonly Item[];
  readonly updated: readonly RecordUpdate<Item>[];
};

/** The difference of two complete snapshots: `missing` has the removed records. */
export type CompleteDiff<Item> = Changes<Item> & { readonly missing: readonly Item[] };

/** `missing` exists only between two complete snapshots: an incomplete list does not show what is gone. */
export type Diff<Item> = CompleteDiff<Item> | (Changes<Item> & { readonly missing?: undefined });

/**
 * What changed between two snapshots of one list with the same filters. A field changed when both records have a value or null
 * and these differ. An absent field is not a change. Fields that were a gap in one of the lists (`report.gaps`) are not
 * compared. Throws `InvalidInputError` for snapshots with different vendors, resources or filters, where a record may be
 * missing that still exists.
 *
 * @example
 * const { created, updated, missing } = diff(parseSnapshot<Device>(text), today);
 * for (const { id, fields } of updated) console.log(id, fields); // { name: { before: "Lab 1", after: "Lab 2" } }
 */
export function diff<Item extends { id: string }>(
  before: CompleteSnapshot<Item>,
  after: CompleteSnapshot<Item>,
  options?: DiffOptions<Item>,
): CompleteDiff<Item>;
export function diff<Item extends { id: string }>(
  before: Snapshot<Item>,
  after: Snapshot<Item>,
  options?: DiffOptions<Item>,
): Diff<Item>;
export function diff<Item extends { id: string }>(
  before: Snapshot<Item>,
  after: Snapshot<Item>,
  { ignore = VOLATILE_FIELDS }: DiffOptions<Item> = {},
): Diff<Item> {
  assertSameList(before.of, after.of);
  const gaps = [before, after].flatMap(({ report }) => report.gaps.flatMap(({ fields }) => fields));
  const skipped: ReadonlySet<unknown> = new Set([...NEVER_COMPARED, ...ignore, ...gaps]);
  const created: Item[] = [];
  const updated: RecordUpdate<Item>[] = [];
  for (const [id, record] of after.records) {
    const earlier = before.records.get(id);
    if (earlier === undefined) {
      created.push(record);
      continue;
    }
    const fields = changesBetween(earlier, record, skipped);
    if (fields) updated.push({ id, before: earlier, after: record, fields });
  }
  if (!before.complete || !after.complete) return { created, updated };
  const missing = [...before.records.values()].filter(({ id }) => !after.records.has(id));
  return { created, updated, missing };
}

/** Names what differs, without values: filters may contain serial numbers and addresses. */
function assertSameList(before: SnapshotOf, after: SnapshotOf): void {
  const members = ["vendor", "resource", "filters"] as const;
  const differing = members.filter((name) => !isEqualValue(before[name], after[name]));
  if (differing.length === 0) return;
  throw new InvalidInputError(
    `The snapshots belong to different lists (${nameOf(before)} and ${nameOf(after)}), which differ in ${differing.join(", ")}. ` +
      "Compare snapshots of the same list with the same filters.",
  );
}

function nameOf({ vendor, resource, filters }: SnapshotOf): string {
  const names = Object.keys(filters);
  return `${vendor} ${resource}${names.length > 0 ? ` by ${names.join(", ")}` : ""}`;
}

function changesBetween<Item extends object>(
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
