import type { Host, HostDetail } from "@mdmkit/fleet";
import {
  isRecord,
  type PagePosition,
  type PageRequest,
  type PrimaryCall,
  readPageAt,
} from "@mdmkit/unified/vendor";
import type { FleetApi, FleetReadApi, FleetTypes } from "../generated/api/client.ts";
import { ids, invalidResponse, recordIn, rowsIn } from "./errors.ts";

export type HostQuery = NonNullable<FleetTypes["listHosts"]["input"]["query"]>;

/** What one page is asked for; no maximum is documented. */
export const HOSTS_PER_PAGE = 500;

/** Ascending, so that a new host does not move the others. */
const ORDER = { order_key: "id", order_direction: "asc" } as const;

type Place = PagePosition & Pick<PageRequest<never>, "split" | "primary">;
type Hosts = { readonly items: readonly (Host | null)[]; readonly total: undefined };

/** Hosts of one page. There is no total beside them. */
export function readHosts(client: FleetReadApi, query: HostQuery, place: Place): Promise<Hosts> {
  return readPageOf("listHosts", place, (part, call) =>
    client.listHosts({ query: { ...query, ...part } }, call),
  );
}

/** Hosts of one page of those with a label. */
export function readLabelHosts(
  client: Pick<FleetApi, "listLabelHosts">,
  labelId: number,
  place: Place,
): Promise<Hosts> {
  return readPageOf("listLabelHosts", place, (query, call) =>
    client.listLabelHosts({ path: { id: labelId }, query }, call),
  );
}

async function readPageOf(
  operation: string,
  { split, primary, ...position }: Place,
  load: (
    part: typeof ORDER & { page: number; per_page: number },
    call: PrimaryCall,
  ) => Promise<{ hosts?: readonly Host[] | null } | undefined>,
): Promise<Hosts> {
  const { items } = await readPageAt<Host>(position, { split, primary }, async ({ page, size }, call) => {
    const response = await load({ ...ORDER, page, per_page: size }, call);
    return { items: rowsIn(response?.hosts, operation), total: undefined };
  });
  return { items, total: undefined };
}

/** How many hosts a list has. */
export async function countHosts(
  client: FleetReadApi,
  query: HostQuery,
  call: PrimaryCall | undefined,
): Promise<number> {
  const response = await client.countHosts({ query }, call);
  if (Number.isInteger(response?.count)) return response.count;
  throw invalidResponse("countHosts", "The response has no `count`.");
}

/** All hosts, page after page; null for any other row. */
export async function* walkHosts(
  client: FleetReadApi,
  query: HostQuery,
  primary: PrimaryCall | undefined,
): AsyncGenerator<Host | null, void, undefined> {
  const size = HOSTS_PER_PAGE;
  for (let page = 0, before = 0; ; page += 1) {
    const { items } = await readHosts(client, query, { primary, page, size });
    const hosts = items.map(hostIn);
    const first = hosts.find((host) => host !== null);
    if (first && first.id <= before)
      throw invalidResponse("listHosts", "The response has the hosts of an earlier page.");
    yield* hosts;
    before = hosts.findLast((host) => host !== null)?.id ?? before;
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
