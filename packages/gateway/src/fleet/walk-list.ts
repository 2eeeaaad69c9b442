import { setImmediate as nextTurn } from "node:timers/promises";
import { compareRecords, type Listing, VOLATILE_FIELDS } from "@mdmkit/unified";
import type { StoredItem, WalkClaim, WalkCounts } from "../store/fleet/walk.ts";
import type { Store } from "../store/store.ts";
import { hashRecord, type RecordHashes } from "./hash-record.ts";
import { type KnownList, readKnown } from "./known-records.ts";
import { toStorableJson, toStoredRecord, volatileFields } from "./record-json.ts";

type AnyRecord = { readonly id: string };

/** A list that is read page by page. */
export type WalkedList = Pick<Listing<AnyRecord>, "pages" | "report">;

/** So long a walk computes before others in this process have their turn. */
const TURN_MS = 0.5;
const RECORDS_PER_LOOK_AT_CLOCK = 8;

/**
 * Reads a list to its end, and stores and publishes what is new or differs from what is stored, while it is read; adds to `counts`.
 * Returns the ids of known records that the list did not have, and that are not missing already: they are published as missing only
 * once the list is known to be complete. Throws `WalkReplacedError` once another walk has begun.
 */
export async function walkList(
  { fleet: { walks, pace } }: Pick<Store, "fleet">,
  claim: WalkClaim,
  listing: WalkedList,
  counts: WalkCounts,
): Promise<string[]> {
  const known = await readKnown((page) => walks.known(claim, page), nextTurn);
  /** A list that moves while it is read may repeat a record much later: it counts as it was read first. */
  const collected = new Set<string>();
  let created: StoredItem[] = [];
  let changed: Difference[] = [];
  let storing = Promise.resolve();
  let turn = performance.now();

  /** Begins to store what was collected, once the part before is stored: meanwhile the walk goes on. */
  async function flush(): Promise<void> {
    const [items, differences] = [created, changed];
    [created, changed] = [[], []];
    await storing;
    storing = storeAndPublish(items, differences);
    storing.catch(() => {}); // thrown when it is waited for
    if (pace.blocks) await storing;
  }

  async function storeAndPublish(
    items: readonly StoredItem[],
    differences: readonly Difference[],
  ): Promise<void> {
    const ids = differences.filter(isChanged).map(({ record }) => record.id);
    const stored = ids.length > 0 ? await walks.records(claim, ids) : new Map<string, object>();
    const { gaps } = listing.report;
    const all = [
      ...items,
      ...differences.map((difference) => toItem(difference, stored.get(difference.record.id), gaps)),
    ];
    if (all.length > 0) await walks.publish(claim, all, "diff");
    for (const { kind } of all) if (kind) counts[kind]++;
    await nextTurn();
  }

  function collect(record: AnyRecord): void {
    const difference = differenceOf(record, known);
    if (!difference || collected.has(record.id)) return;
    collected.add(record.id);
    if (difference.before) changed.push(difference);
    else created.push(toItem(difference, undefined, []));
  }

  async function giveWay(): Promise<void> {
    if (performance.now() - turn < TURN_MS) return;
    await nextTurn();
    turn = performance.now();
  }

  try {
    for await (const { items } of listing.pages()) {
      let read = 0;
      for (const record of items) {
        collect(record);
        if (created.length + changed.length >= pace.batch) await flush();
        if (++read % RECORDS_PER_LOOK_AT_CLOCK === 0) await giveWay();
      }
    }
    await flush();
    await storing;
  } finally {
    await storing.catch(() => {}); // also of a list that fails: nothing is stored after this has ended
  }
  return known.unseen();
}

type Difference = {
  readonly record: AnyRecord;
  readonly hashes: RecordHashes;
  /** What is stored; undefined for a new record. */
  readonly before: ReturnType<KnownList["see"]>;
};

/** A record that was read by itself, as it is to be stored; undefined if it is stored as it is. */
export function compareWithStored(
  record: AnyRecord,
  {
    known,
    stored,
    gaps,
  }: { readonly known: KnownList; readonly stored: object | undefined; readonly gaps: Gaps },
): StoredItem | undefined {
  const difference = differenceOf(record, known);
  return difference && toItem(difference, isChanged(difference) ? stored : undefined, gaps);
}

/** Undefined for a record that is stored as it is. */
function differenceOf(record: AnyRecord, known: KnownList): Difference | undefined {
  const hashes = hashRecord(record);
  const before = known.see(record.id);
  const isSame = before?.stable === hashes.stable && before.volatile === hashes.volatile && !before.isMissing;
  return isSame ? undefined : { record, hashes, before };
}

const isChanged = ({ before, hashes }: Difference): boolean =>
  before !== undefined && before.stable !== hashes.stable;

type Gaps = WalkedList["report"]["gaps"];

/** The difference as it is stored. What a list could not read of a record is kept as it was. */
function toItem(difference: Difference, stored: object | undefined, gaps: Gaps): StoredItem {
  const { record, hashes, before } = difference;
  const head = { id: record.id, volatileHash: hashes.volatile };
  if (!before) return { ...head, kind: "created", stableHash: hashes.stable, record: toStoredRecord(record) };
  const earlier = stored && { ...stored, id: record.id };
  const fields = earlier && compareRecords<AnyRecord>(earlier, record, { gaps });
  const kind = before.isMissing ? ("returned" as const) : fields && ("updated" as const);
  const item = {
    ...head,
    ...(kind && { kind }),
    ...(fields && { fieldsJson: toStorableJson(fields) }),
  };
  if (!earlier) return { ...item, volatileJson: toStorableJson(volatileFields(record)) };
  const kept = withGaps(record, earlier, gaps);
  const stableHash = kept === record ? hashes.stable : hashRecord(kept).stable;
  return { ...item, stableHash, record: toStoredRecord(kept) };
}

const VOLATILE: ReadonlySet<string> = new Set(VOLATILE_FIELDS);

function withGaps(record: AnyRecord, earlier: object, gaps: Gaps): AnyRecord {
  const names = new Set<string>(gaps.flatMap(({ fields }) => fields));
  const kept = Object.entries(earlier).filter(
    ([name]) => names.has(name) && !VOLATILE.has(name) && !Object.hasOwn(record, name),
  );
  return kept.length > 0 ? { ...record, ...Object.fromEntries(kept) } : record;
}
