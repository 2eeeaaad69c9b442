import type { JoinedFleet } from "@mdmkit/unified";
import type { Change, ChangeQuery } from "../store/fleet/change.ts";
import type { FleetRecord, RecordPosition, RecordQuery } from "../store/fleet/fleet-record.ts";
import type { FleetStore } from "../store/fleet/fleet-store.ts";
import { identifierValues } from "../store/fleet/identifiers.ts";
import type { Walk } from "../store/fleet/walk.ts";
import { assertPosition } from "./feed-position.ts";
import { joinPage, type StoredDevice } from "./join-page.ts";
import type { Signal } from "./services.ts";

type RecordPage = { readonly records: readonly FleetRecord[]; readonly next: RecordPosition | null };
/** `next`: where the next page begins; null on the last one. */
type Paged<Item> = { readonly items: readonly Item[]; readonly next: number | null };
/** `next`: what `after` takes to continue. */
type ChangePage = { readonly changes: readonly Change[]; readonly next: number };
type DevicePage = JoinedFleet<StoredDevice> & { readonly next: RecordPosition | null };

/**
 * What is stored of fleets, for HTTP and whatever else serves it. Each query names the accounts it may see. Nothing is requested
 * from vendors.
 */
export type FleetReader = {
  records(query: RecordQuery): Promise<RecordPage>;
  /**
   * The physical devices that are not missing, and conflicts, each on one page. `limit` is the number of records whose devices are looked
   * for: a page has fewer devices where several records are of one, or where it is on another page.
   */
  devices(query: Pick<RecordQuery, "accounts" | "equal" | "after" | "limit">): Promise<DevicePage>;
  /**
   * Changes in the order of their numbers. If there are none, waits for some. `after` undefined starts with the oldest that is kept; throws 410
   * for a position after which some are no longer kept, and for one that the feed has not reached.
   */
  changes(
    query: Omit<ChangeQuery, "after"> & { readonly after: number | undefined; readonly waitMs: number },
    signal: AbortSignal,
  ): Promise<ChangePage>;
  /** Of one record, newest first. */
  history(query: Parameters<FleetStore["changes"]["history"]>[0]): Promise<Paged<Change>>;
  /** Newest first. */
  walks(query: Parameters<FleetStore["walks"]["list"]>[0]): Promise<Paged<Walk>>;
};

/** Changes of other processes are noticed after this time. */
const POLL_MS = 1000;

export function createFleetReader(fleet: FleetStore, published: Signal): FleetReader {
  async function readChanges({ after, ...query }: ChangeQuery): Promise<ChangePage> {
    // Read before the changes: all up to it are visible by then.
    const { last } = await fleet.changes.position();
    const changes = await fleet.changes.list({ ...query, after });
    const seen = changes.at(-1)?.seq ?? after;
    return { changes, next: changes.length < query.limit ? Math.max(seen, last) : seen };
  }

  return {
    records: (query) => fleet.records.list(query),
    async devices({ accounts, equal = {}, after, limit }) {
      await fleet.identifiers.follow(accounts);
      const list = { resource: "devices", missing: false, sort: "id", descending: false } as const;
      const { records, next } = await fleet.records.list({ ...list, accounts, equal, after, limit });
      const keeping = (await fleet.syncs.list()).filter(
        ({ resource, keepsEnrollments }) => resource === "devices" && keepsEnrollments,
      );
      const joined = await joinPage(records.map(toStoredDevice), {
        valuesOf: identifierValues,
        async holdersOf(values) {
          const holders = await fleet.identifiers.holders(accounts, values);
          return new Map(
            [...holders].map(([value, found]) => [value, found.map(toStoredDevice).filter(matches(equal))]),
          );
        },
        keepsEnrollments: keeping.map(({ account }) => account),
      });
      return { ...joined, next };
    },
    async changes({ after: given, waitMs, ...query }, signal) {
      const position = await fleet.changes.position();
      const after = given ?? position.prunedThrough;
      assertPosition(after, position);
      const end = performance.now() + waitMs;
      for (;;) {
        const page = await readChanges({ ...query, after });
        const leftMs = end - performance.now();
        if (page.changes.length > 0 || leftMs <= 0 || signal.aborted) return page;
        await published.wait(Math.min(POLL_MS, leftMs), signal);
      }
    },
    async history(query) {
      const found = await fleet.changes.history({ ...query, limit: query.limit + 1 });
      return pageOf(found, query.limit, ({ seq }) => seq);
    },
    async walks(query) {
      const found = await fleet.walks.list({ ...query, limit: query.limit + 1 });
      return pageOf(found, query.limit, ({ id }) => id);
    },
  };
}

const toStoredDevice = ({ account, record }: FleetRecord): StoredDevice => ({ account, device: record });

const matches =
  (equal: NonNullable<RecordQuery["equal"]>) =>
  ({ device }: StoredDevice): boolean =>
    Object.entries(equal).every(([name, value]) => Reflect.get(device, name) === value);

function pageOf<Item>(found: readonly Item[], limit: number, position: (item: Item) => number): Paged<Item> {
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return { items, next: last === undefined ? null : position(last) };
}
