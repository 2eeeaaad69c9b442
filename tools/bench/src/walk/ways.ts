import type { Fetch } from "@mdmkit/runtime";
import { nodeFetch } from "@mdmkit/runtime/node";
import { connect } from "@mdmkit/unified";
import { type Fleet, fleetOf } from "../fleets/index.ts";
import { openVendor } from "./accounts.ts";

/** A walk over a fleet on a page server. */
export type Walk = {
  readonly vendor: string;
  readonly way: WayName;
  readonly url: string;
  readonly devices: number;
  readonly pageSize: number;
  readonly prefetch?: number;
};

export type WayName = keyof typeof WAYS;
type Way = (walk: Walk) => AsyncIterable<unknown>;

/** Ways to read every device, record by record. */
const WAYS = {
  async *"fetch().json()"(walk) {
    const fleet = fleetOf(walk.vendor);
    for (const path of pagePaths(fleet, walk)) {
      const response = await fetch(walk.url + path, { headers: { authorization: "Bearer t" } });
      yield rowsOf(fleet, await response.json());
    }
  },
  "unified list": (plan) => unifiedList(plan),
  "unified list, nodeFetch": (plan) => unifiedList(plan, nodeFetch),
} as const satisfies Record<string, Way>;

function unifiedList({ vendor, url, pageSize, prefetch }: Walk, fetch?: Fetch) {
  return connect(openVendor(vendor, { baseUrl: url, fetch })).devices.list({ pageSize, prefetch });
}

/** Reads a fleet to its end; `each` is called with the number of devices so far. */
export async function walk(plan: Walk, each?: (devices: number) => void): Promise<number> {
  const way: Way = WAYS[plan.way];
  let devices = 0;
  // It hands out pages, because a loop of one's own has no need of an iterator by record.
  if (plan.way === "fetch().json()") {
    for await (const page of way(plan)) {
      if (!Array.isArray(page)) throw new Error("no page");
      for (const _ of page) {
        devices += 1;
        each?.(devices);
      }
    }
    return devices;
  }
  for await (const _ of way(plan)) {
    devices += 1;
    each?.(devices);
  }
  return devices;
}

function* pagePaths(fleet: Fleet, { devices, pageSize }: Walk): Generator<string> {
  for (let page = 0; page * pageSize < devices; page += 1) yield fleet.pagePath(page, pageSize);
}

function rowsOf(fleet: Fleet, body: unknown): unknown {
  return fleet.rowsAt.reduce<unknown>(
    (at, name) => (typeof at === "object" && at !== null ? Reflect.get(at, name) : undefined),
    body,
  );
}
