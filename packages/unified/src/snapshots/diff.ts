import { InvalidInputError } from "@mdmkit/runtime";
import type { App, Device } from "../contract/model.ts";
import { isEqualValue, isSameValue } from "../records/same-value.ts";
import type { CompleteSnapshot, Snapshot, SnapshotOf } from "./snapshot.ts";

/** Fields that change by themselves, without anybody changing the record; `diff` ignores them unless told otherwise. */
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

/** What tells of the answer rather than of the record. */
const NEVER_COMPARED = ["id", "remote_data", "is_partial"] as const;

/** Objects by a key of the customer's own: there, a key that is gone is a value that was taken away. */
const BY_OWN_KEY: ReadonlySet<string> = new Set(["custom_fields"] satisfies (keyof Device)[]);

export type DiffOptions<Item> = {
  /** Fields not to compare. Default: `VOLATILE_FIELDS`; to add some: `[...VOLATILE_FIELDS, "tags"]`. */
  readonly ignore?: readonly (keyof Item | (typeof VOLATILE_FIELDS)[number])[];
};

type Compared<Item> = Exclude<keyof Item & string, (typeof NEVER_COMPARED)[number]>;

/** The unified fields of a record that changed, each as it was and as it is. */
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
  /** Records that the earlier snapshot does not have; one that was not complete may have missed them. */
  readonly created: readonly Item[];
  readonly updated: readonly RecordUpdate<Item>[];
};

/** Between two complete snapshots: `missing` holds the records that are gone, as they were. */
export type CompleteDiff<Item> = Changes<Item> & { readonly missing: readonly Item[] };

/** `missing` is there only where both snapshots are complete: from a list cut short nobody can tell what is gone. */
export type Diff<Item> = CompleteDiff<Item> | (Changes<Item> & { readonly missing?: undefined });

/**
 * What changed between two snapshots of one list with the same filters. A field counts as changed when both records give
 * an answer, a value or null, and the answers differ; an absent field is no answer, so it never does. Fields that were
 * a gap in one of the lists (`report.gaps`) are not compared at all. Throws `InvalidInputError` for snapshots of two
 * vendors, of two resources or with two sets of filters: there a record may be missing that is not gone.
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

/** Names what differs; the values of filters may be serial numbers and addresses, which stay out of messages. */
function assertSameList(before: SnapshotOf, after: SnapshotOf): void {
  const members = ["vendor", "resource", "filters"] as const;
  const differing = members.filter((name) => !isEqualValue(before[name], after[name]));
  if (differing.length === 0) return;
  throw new InvalidInputError(
    `The snapshots are of different lists: ${nameOf(before)} before, ${nameOf(after)} after; not the same: ${differing.join(", ")}. ` +
      "Compare snapshots of one list, taken with the same filters.",
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
