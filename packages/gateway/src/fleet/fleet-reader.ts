import { type Device, type JoinedFleet, joinDevices } from "@mdmkit/unified";
import { GatewayError } from "../errors/gateway-error.ts";
import type { Change, ChangeQuery } from "../store/fleet/change.ts";
import type { FleetRecord, RecordPosition, RecordQuery } from "../store/fleet/fleet-record.ts";
import type { FleetStore } from "../store/fleet/fleet-store.ts";
import type { Walk } from "../store/fleet/walk.ts";
import type { Signal } from "./services.ts";

type RecordPage = { readonly records: readonly FleetRecord[]; readonly next: RecordPosition | null };
/** `next`: where the next page begins; null on the last one. */
type Paged<Item> = { readonly items: readonly Item[]; readonly next: number | null };
/** `next`: what `after` takes to continue. */
type ChangePage = { readonly changes: readonly Change[]; readonly next: number };
type StoredDevice = { readonly account: string; readonly device: Device };

/**
 * What is stored of fleets, for HTTP and whatever else serves it. Each query names the accounts it may see. Nothing is requested
 * from vendors.
 */
export type FleetReader = {
  records(query: RecordQuery): Promise<RecordPage>;
  /** The physical devices that are not missing. Reads all devices of the accounts. */
  devices(query: Pick<RecordQuery, "accounts" | "equal">): Promise<JoinedFleet<StoredDevice>>;
  /**
   * Changes in the order of their numbers. If there are none, waits for some. `after` undefined starts with the oldest that is kept; throws 410
   * for a position after which some are no longer kept.
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
const DEVICES_AT_ONCE = 1000;

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
    async devices(query) {
      const found: StoredDevice[] = [];
      const list = { ...query, resource: "devices", missing: false, sort: "id", descending: false } as const;
      for (let after: RecordPosition | undefined; ; ) {
        const { records, next } = await fleet.records.list({ ...list, after, limit: DEVICES_AT_ONCE });
        for (const { account, record } of records) found.push({ account, device: record });
        if (!next) break;
        after = next;
      }
      const syncs = await fleet.syncs.list();
      const keeping = syncs.filter(
        ({ resource, keepsEnrollments }) => resource === "devices" && keepsEnrollments,
      );
      return joinDevices(found, { keepsEnrollments: keeping.map(({ account }) => account) });
    },
    async changes({ after: given, waitMs, ...query }, signal) {
      const { prunedThrough } = await fleet.changes.position();
      const after = given ?? prunedThrough;
      if (after < prunedThrough) throw gone();
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

function pageOf<Item>(found: readonly Item[], limit: number, position: (item: Item) => number): Paged<Item> {
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return { items, next: last === undefined ? null : position(last) };
}

function gone(): GatewayError {
  return new GatewayError(
    410,
    "Changes after this position are no longer kept. Read all records, and continue without `after`.",
  );
}
