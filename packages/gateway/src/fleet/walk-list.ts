import { setImmediate as nextTurn } from "node:timers/promises";
import { compareRecords, type Listing } from "@mdmkit/unified";
import type { KnownRecord, StoredItem, WalkClaim, WalkCounts } from "../store/fleet/fleet-store.ts";
import type { Store } from "../store/store.ts";
import { splitRecord, toPart, toStorableJson } from "./split-record.ts";

type AnyRecord = { readonly id: string };

/** A list that is read page by page. */
export type WalkedList = Pick<Listing<AnyRecord>, "pages" | "report">;

const KNOWN_AT_ONCE = 2000;

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
  const known = await readKnown();
  const seen = new Set<string>();
  let batch: Difference[] = [];
  let storing = Promise.resolve();

  async function readKnown(): Promise<Map<string, KnownRecord>> {
    const found = new Map<string, KnownRecord>();
    for (let after = ""; ; ) {
      const page = await walks.known(claim, { after, limit: KNOWN_AT_ONCE });
      for (const record of page) found.set(record.id, record);
      const last = page.at(-1);
      if (!last || page.length < KNOWN_AT_ONCE) return found;
      after = last.id;
      await giveWay();
    }
  }

  /** Statements of an embedded database block this process: what waits meanwhile has its turn. */
  async function giveWay(): Promise<void> {
    if (pace.blocks) await nextTurn();
  }

  /** Begins to store what was collected, once the part before is stored: meanwhile the walk goes on. */
  async function flush(): Promise<void> {
    await storing;
    storing = storeAndPublish(batch);
    storing.catch(() => {}); // thrown by the next flush
    batch = [];
    if (pace.blocks) await storing;
  }

  async function storeAndPublish(differences: readonly Difference[]): Promise<void> {
    const changed = differences
      .filter(({ before, stable }) => before && stable)
      .map(({ record }) => record.id);
    const stored = changed.length > 0 ? await walks.records(claim, changed) : new Map<string, object>();
    const items = differences.map((difference) =>
      toItem(difference, stored.get(difference.record.id), listing.report.gaps),
    );
    await walks.publish(claim, items, "diff");
    for (const { kind } of items) if (kind) counts[kind]++;
    await giveWay();
  }

  try {
    for await (const { items } of listing.pages()) {
      for (const record of items) {
        seen.add(record.id);
        const difference = differenceOf(record, known.get(record.id));
        if (difference && batch.push(difference) >= pace.batch) await flush();
      }
    }
    await flush();
  } finally {
    await storing.catch(() => {}); // also of a list that fails: nothing is stored after this has ended
  }
  await storing;
  return [...known.values()].flatMap(({ id, isMissing }) => (isMissing || seen.has(id) ? [] : [id]));
}

type Difference = Pick<StoredItem, "stable" | "volatile"> & {
  readonly record: AnyRecord;
  readonly before: KnownRecord | undefined;
};

/** A record that was read by itself, as it is to be stored; undefined if it is stored as it is. */
export function compareWithStored(
  record: AnyRecord,
  {
    before,
    stored,
    gaps,
  }: { readonly before: KnownRecord | undefined; readonly stored: object | undefined; readonly gaps: Gaps },
): StoredItem | undefined {
  const difference = differenceOf(record, before);
  return difference && toItem(difference, stored, gaps);
}

/** Undefined for a record that is stored as it is. */
function differenceOf(record: AnyRecord, before: KnownRecord | undefined): Difference | undefined {
  const { stable, volatile } = splitRecord(record);
  const parts = {
    ...(stable.hash !== before?.hash && { stable }),
    ...(volatile.hash !== before?.volatileHash && { volatile }),
  };
  const isSame = Object.keys(parts).length === 0 && !before?.isMissing;
  return isSame ? undefined : { record, before, ...parts };
}

type Gaps = WalkedList["report"]["gaps"];

/** The difference as it is stored. What a list could not read of a record is kept as it was. */
function toItem(
  { record, before, stable, volatile }: Difference,
  stored: object | undefined,
  gaps: Gaps,
): StoredItem {
  const { id } = record;
  const head = { id, ...(volatile && { volatile }) };
  if (!before) return { ...head, kind: "created", ...(stable && { stable }) };
  const earlier = stored && { ...stored, id };
  const fields = earlier && compareRecords<AnyRecord>(earlier, record, { gaps });
  const kind = before.isMissing ? "returned" : fields && "updated";
  return {
    ...head,
    ...(kind && { kind }),
    ...(stable && { stable: earlier ? withGaps(stable, record, earlier, gaps) : stable }),
    ...(fields && { fieldsJson: toStorableJson(fields) }),
  };
}

function withGaps(
  stable: NonNullable<StoredItem["stable"]>,
  record: AnyRecord,
  earlier: object,
  gaps: Gaps,
): NonNullable<StoredItem["stable"]> {
  const names = new Set<string>(gaps.flatMap(({ fields }) => fields));
  const kept = Object.entries(earlier).filter(([name]) => names.has(name) && !Object.hasOwn(record, name));
  return kept.length > 0 ? toPart({ ...JSON.parse(stable.json), ...Object.fromEntries(kept) }) : stable;
}
