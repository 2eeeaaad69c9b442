import { changesBetween, type DiffOptions, type FieldChanges, skippedFields } from "./field-changes.ts";
import type { CompleteSnapshot, Snapshot, SnapshotOf } from "./snapshot.ts";
import { assertSame } from "./snapshot-mismatch.ts";

/** A record that changed. */
export type RecordUpdate<Item> = {
  /** Id of the record. */
  readonly id: string;
  /** The record in the earlier snapshot. */
  readonly before: Item;
  /** The record in the later snapshot. */
  readonly after: Item;
  /** The fields that changed. */
  readonly fields: FieldChanges<Item>;
};

type Changes<Item> = {
  /** Records that are not in the earlier snapshot. If that was incomplete, it may have missed them. */
  readonly created: readonly Item[];
  readonly updated: readonly RecordUpdate<Item>[];
};

/** The difference of two complete snapshots: `missing` has the removed records. */
export type CompleteDiff<Item> = Changes<Item> & {
  /** Records that are gone. */
  readonly missing: readonly Item[];
};

/** `missing` exists only between two complete snapshots: an incomplete list does not show what is gone. */
export type Diff<Item> =
  | CompleteDiff<Item>
  | (Changes<Item> & {
      /** Not known. */
      readonly missing?: undefined;
    });

/**
 * What changed between two snapshots of one list with the same filters and `remoteQuery`. A field changed when both records have a value or null
 * and these differ. An absent field is not a change. Fields that were a gap in one of the lists (`report.gaps`) are not
 * compared. Throws `SnapshotMismatchError` for snapshots of different accounts, vendors, resources, filters or
 * vendor queries, where a record may be missing that still exists.
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
  options: DiffOptions<Item> = {},
): Diff<Item> {
  assertSame(before.of, after.of, nameOf);
  const skipped = skippedFields(options, [before.report, after.report]);
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

function nameOf({ account, vendor, resource, filters }: SnapshotOf): string {
  const names = Object.keys(filters);
  return `${vendor} ${resource} of ${account}${names.length > 0 ? ` by ${names.join(", ")}` : ""}`;
}
