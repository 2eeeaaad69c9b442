import { NotFoundError } from "@mdmkit/runtime";
import type { Hint } from "../store/fleet/hints.ts";
import type { StoredItem, WalkClaim, WalkCounts } from "../store/fleet/walk.ts";
import type { FleetSource, ReadRecord } from "./fleet-source.ts";
import { type KnownList, readKnown } from "./known-records.ts";
import type { FleetServices } from "./services.ts";
import { compareWithStored } from "./walk-list.ts";

/** More hints than this are cheaper to read as a list. */
export const HINTS_AT_ONCE = 100;
/** A record that cannot be read is tried again so often; then the next walk reads it. */
const RETRY = { delayMs: 60_000, attempts: 5 } as const;

type NamedHint = Hint & { readonly id: string };

/**
 * Reads the records that events named, and stores and publishes what differs from what is stored; adds to `counts`. A record is missing
 * only if the vendor said that it is gone, and does not find it. Rejects when a record cannot be read: it is tried again later.
 */
export async function readHints(
  services: Pick<FleetServices, "store" | "syncsChanged">,
  { get }: FleetSource,
  { claim, counts }: { readonly claim: WalkClaim; readonly counts: WalkCounts },
): Promise<void> {
  const { hints, walks } = services.store.fleet;
  const sync = claim.sync.id;
  const taken = (await hints.take(sync, HINTS_AT_ONCE)).filter(isNamed);
  if (!get) return requestWalk(services, sync, taken);
  const ids = taken.map(({ id }) => id);
  const known = await readKnown(
    () => walks.knownOf(claim, ids),
    async () => {},
  );
  const stored = await walks.records(claim, ids);
  const read: NamedHint[] = [];
  try {
    for (const hint of taken) {
      const { id, origin } = hint;
      const found = await get(id).catch(unlessNotFound);
      const item = found ? foundItem(hint, found, { known, stored: stored.get(id) }) : goneItem(hint, known);
      if (item) await walks.publish(claim, [item], origin);
      if (item?.kind) counts[item.kind]++;
      read.push(hint);
    }
  } finally {
    await hints.done(sync, read);
    await hints.postpone(sync, taken.slice(read.length), RETRY);
  }
}

export const isNamed = (hint: Hint): hint is NamedHint => hint.id !== null;

/** Lets a walk, which begins later than the events, take the place of hints. */
export async function requestWalk(
  { store, syncsChanged }: Pick<FleetServices, "store" | "syncsChanged">,
  sync: number,
  hints: readonly Hint[],
): Promise<void> {
  const { fleet } = store;
  // False if a walk is requested already: it will do.
  await fleet.syncs.request(sync, hints.some(({ isGone }) => isGone) ? "full" : "incremental");
  await fleet.hints.done(sync, hints);
  syncsChanged.send();
}

/** A record that the vendor returns under another id is left to the next walk. */
function foundItem(
  { id }: NamedHint,
  { record, gaps }: ReadRecord,
  stored: { readonly known: KnownList; readonly stored: object | undefined },
): StoredItem | undefined {
  return record.id === id ? compareWithStored(record, { ...stored, gaps }) : undefined;
}

function goneItem({ id, isGone }: NamedHint, known: KnownList): StoredItem | undefined {
  return isGone && known.see(id)?.isMissing === false ? { id, kind: "missing" } : undefined;
}

function unlessNotFound(error: unknown): undefined {
  if (!(error instanceof NotFoundError)) throw error;
}
