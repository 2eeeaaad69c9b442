import type { Host, HostDetail } from "@mdmkit/fleet";
import {
  isRecord,
  type PagePosition,
  type PageRequest,
  type PrimaryCall,
  readPageAt,
  type SupportingReads,
} from "@mdmkit/unified/vendor";
import type { FleetReadApi, FleetTypes } from "../generated/api/client.ts";
import { ids, invalidResponse, recordIn, rowsIn } from "./errors.ts";

export type HostQuery = NonNullable<FleetTypes["listHosts"]["input"]["query"]>;

/** What one page is asked for; no maximum is documented. */
export const HOSTS_PER_PAGE = 500;

/** Ascending, so that a new host does not move the others. */
const ORDER = { order_key: "id", order_direction: "asc" } as const;

type Part = typeof ORDER & { page: number; per_page: number };
type Response = { hosts?: readonly Host[] | null } | undefined;

/** Reads a page of hosts. There is no total beside them. */
export function readPage(
  operation: string,
  { split, primary, ...position }: PagePosition & Pick<PageRequest<never>, "split" | "primary">,
  load: (part: Part, call: PrimaryCall) => Promise<Response>,
) {
  return readPageAt<Host>(position, { split, primary }, async ({ page, size }, call) => {
    const response = await load({ ...ORDER, page, per_page: size }, call);
    return { items: rowsIn(response?.hosts, operation), total: undefined };
  });
}

/** How many hosts a list has; undefined where that cannot be read. */
export function countHosts(
  client: FleetReadApi,
  query: HostQuery,
  { reads, signal }: { reads: Pick<SupportingReads, "read">; signal: AbortSignal | undefined },
): Promise<number | undefined> {
  return reads.read("countHosts", [], async () => {
    const response = await client.countHosts({ query }, { signal });
    if (Number.isInteger(response?.count)) return response.count;
    throw invalidResponse("countHosts", "The response has no `count`.");
  });
}

/** All hosts, page after page; null for any other row. */
export async function* walkHosts(
  client: FleetReadApi,
  query: HostQuery,
  primary: PrimaryCall | undefined,
): AsyncGenerator<Host | null, void, undefined> {
  const size = HOSTS_PER_PAGE;
  for (let page = 0, before = 0; ; page += 1) {
    const { items } = await readPage("listHosts", { primary, page, size }, (part, call) =>
      client.listHosts({ query: { ...query, ...part } }, call),
    );
    const hosts = items.map(hostIn);
    const ids = hosts.flatMap((host) => host?.id ?? []);
    if (Number(ids[0]) <= before)
      throw invalidResponse("listHosts", "The response has the hosts of an earlier page.");
    yield* hosts;
    before = ids.at(-1) ?? before;
    if (items.length < size) return;
  }
}

/** A row of a list, if it is a host. */
export function hostIn(row: Host | null): Host | null {
  return isRecord(row) && typeof row.id === "number" ? row : null;
}

/** A host by the id of a device. */
export async function readHost(
  client: FleetReadApi,
  id: string,
  primary: PrimaryCall | undefined,
  { withSoftware = false } = {},
): Promise<HostDetail> {
  const input = { path: { id: ids.recordNumber("getHost", id) }, query: { exclude_software: !withSoftware } };
  return recordIn((await client.getHost(input, primary))?.host, "getHost");
}
