import type { KnownRecords, WalkStore } from "../store/fleet/walk.ts";

type Known = {
  readonly stable: number | undefined;
  readonly volatile: number | undefined;
  readonly isMissing: boolean;
};

/** What is stored of a list, to find records that differ and those that the list lacks. Some 70 to 120 bytes for each. */
export type KnownList = {
  /** Marks a record as one that the list has. Returns its hashes; undefined if it is new. */
  see(id: string): Known | undefined;
  /** Ids of those that were not seen and are not missing already. */
  unseen(): string[];
};

const AT_ONCE = 2000;

export async function readKnown(
  read: (page: Parameters<WalkStore["known"]>[1]) => Promise<KnownRecords>,
  giveWay: () => Promise<void>,
): Promise<KnownList> {
  const ids: string[] = [];
  const missing = new Set<string>();
  const stable: number[] = [];
  const volatile: number[] = [];
  for (let after: string | undefined = ""; after !== undefined; ) {
    const page: KnownRecords = await read({ after, limit: AT_ONCE });
    ids.push(...page.ids);
    for (const id of page.missing) missing.add(id);
    stable.push(...page.stable);
    volatile.push(...page.volatile);
    after = page.ids.length < AT_ONCE ? undefined : page.ids.at(-1);
    await giveWay();
  }
  const indexOf = createSearch(ids);
  const seen = new Uint8Array(ids.length);
  return {
    see(id) {
      const index = indexOf(id);
      if (index === undefined) return undefined;
      seen[index] = 1;
      return { stable: stable[index], volatile: volatile[index], isMissing: missing.has(id) };
    },
    unseen: () => ids.filter((id, index) => !seen[index] && !missing.has(id)),
  };
}

/** Finds ids by their index. Many vendors list in the order of ids: then each is the one after the latest, and needs no map of all. */
function createSearch(ids: readonly string[]): (id: string) => number | undefined {
  let indexes: Map<string, number> | undefined;
  let latest = -1;
  return (id) => {
    if (ids[latest + 1] === id) return ++latest;
    indexes ??= new Map(ids.map((each, index) => [each, index]));
    const index = indexes.get(id);
    latest = index ?? latest;
    return index;
  };
}
