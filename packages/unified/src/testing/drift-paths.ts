import { describe, expect, it } from "vitest";
import type { ResourceName } from "../contract/capabilities.ts";
import type { Drift } from "../contract/drift.ts";
import type { MapperLineage } from "../lineage/lineage.ts";
import { removePath, splitPath } from "../records/record.ts";
import { type OpenAccount, openAccount } from "./account.ts";
import { reportedOf } from "./noting.ts";
import { type Leaf, leavesOf, type Step, withLeaves, withValue } from "./paths.ts";
import type { VendorTest } from "./vendor-test.ts";

/** Neither a word of any document nor a time nor a number. */
const WORD = "word of tomorrow";
const BAD_VALUES = [WORD, 7, true, { drifted: true }];

/** Enough to have several of each kind of device. */
const MOST_RECORDS = 24;

type Mapper = (raw: object, drift?: Drift) => unknown;

/** Drift is reported under the property that has the bad value, even if all the others have the same value. */
export function testDriftPaths(test: VendorTest, resource: ResourceName): void {
  const mappers = test.lineage?.resources[resource] ?? [];
  const exempt = (test.differences ?? []).flatMap((entry) =>
    entry.what === "any-value" && entry.resource === resource ? entry.properties : [],
  );

  describe.runIf(mappers.length > 0)(`drift of ${resource}`, () => {
    it.each(mappers)("is reported under each property that $file reads", async (mapper) => {
      const account = openAccount(test);
      const map: Mapper = (raw, drift) => account.vendor[resource]?.map(raw, drift);
      const records = await readRecords(account, resource, mapper.ids);
      const filled = records.map((raw) => crowded(map, crowded(map, raw, { bad: WORD }), { bad: true }));
      const feeds = feedsOf(mapper);
      const paths = [...new Set(feeds.flat())].sort();
      const unnoted: string[] = [];
      const misreported: Record<string, readonly string[]> = {};
      for (const path of paths) {
        const drifted = findDrifted(map, { path, feeds, records, filled });
        const [reported = "", ...others] = drifted ? reportedOf(map, drifted) : [];
        if (!drifted) unnoted.push(path);
        else if (others.length > 0 || !reported.startsWith(`${path} `))
          misreported[path] = [reported, ...others];
      }
      expect(misreported).toEqual({});
      expect(unnoted).toEqual(paths.filter((path) => exempt.some((name) => path.endsWith(name))));
    });
  });
}

/** The vendor's own records that one mapper maps, from the list and read alone. */
export async function readRecords(
  { of }: OpenAccount,
  resource: ResourceName,
  ids = "",
): Promise<readonly object[]> {
  const listed = (await of(resource).list().toArray()).filter(({ id }) => id.startsWith(ids));
  const step = Math.ceil(listed.length / MOST_RECORDS);
  const some = listed.filter((_, index) => index % step === 0);
  const single = [];
  for (const { id } of some) single.push(await of(resource).get(id));
  return [...single, ...some].flatMap(({ remote_data }) => remote_data ?? []);
}

/** What feeds each field, and each part of one. */
function feedsOf({ fields }: MapperLineage): string[][] {
  return Object.values(fields).map(({ both = [], list = [], get = [] }) => [...both, ...list, ...get]);
}

type Wanted = {
  readonly path: string;
  readonly feeds: readonly (readonly string[])[];
  readonly records: readonly object[];
  /** The records with the values in them on which a mapper may depend. */
  readonly filled: readonly object[];
};

/** A record with a bad value at a path, which the mapper notes, and wherever else the same value is allowed. */
function findDrifted(map: Mapper, wanted: Wanted): object | undefined {
  const steps = splitPath(wanted.path);
  for (const record of candidates(wanted)) {
    if (notesOf(map, withValue(record, steps, null)) > 0) continue;
    const bad = BAD_VALUES.find((value) => notesOf(map, withValue(record, steps, value)) > 0);
    if (bad !== undefined) return withValue(crowded(map, record, { steps, bad }), steps, bad);
  }
  return undefined;
}

/** The records, then without all or one of what a mapper prefers to the property, then filled. */
function* candidates({ path, feeds, records, filled }: Wanted): Generator<object> {
  yield* records;
  const steps = splitPath(path);
  for (const feed of feeds.filter((sources) => sources.includes(path))) {
    const others = feed.filter((other) => !isBelow(other, steps) && !isBelow(path, splitPath(other)));
    for (const record of records) yield without(record, others);
    const elsewhere = others.filter((other) => !isBelow(other, steps.slice(0, -1)));
    for (const record of records) yield without(record, elsewhere);
    for (const other of others) for (const record of records) yield without(record, [other]);
  }
  yield* filled;
}

const isBelow = (path: string, above: readonly Step[]): boolean => {
  const steps = splitPath(path);
  return above.every((step, index) => step === steps[index]);
};

function without(record: object, paths: readonly string[]): object {
  const copy = structuredClone(record);
  for (const path of paths) removePath(copy, splitPath(path));
  return copy;
}

/** A record in which as many other properties as possible have the same value, without more to note than the planted one. */
function crowded(
  map: Mapper,
  record: object,
  { steps, bad }: { steps?: readonly Step[]; bad: unknown },
): object {
  const planted = (changed: object) => (steps ? withValue(changed, steps, bad) : changed);
  const notes = notesOf(map, planted(record));
  const isLegal = (changed: object) =>
    notesOf(map, changed) === 0 && notesOf(map, planted(changed)) === notes;

  /** All of the leaves at once, or else by halves: few are illegal. */
  function crowd(current: object, leaves: readonly Leaf[]): object {
    const changed = withLeaves(current, leaves, bad);
    if (isLegal(changed)) return changed;
    if (leaves.length <= 1) return current;
    const half = leaves.length >> 1;
    return crowd(crowd(current, leaves.slice(0, half)), leaves.slice(half));
  }

  return crowd(
    record,
    leavesOf(record).filter(({ value }) => typeof value === typeof bad && typeof value !== "object"),
  );
}

function notesOf(map: Mapper, record: object): number {
  let notes = 0;
  map(record, {
    note() {
      notes += 1;
    },
  });
  return notes;
}
