import type { Host, HostDetail } from "@mdmkit/fleet";
import {
  isRecord,
  type PagePosition,
  type PageRequest,
  type PrimaryCall,
  readPageAt,
} from "@mdmkit/unified/vendor";
import type { FleetApi, FleetReadApi, FleetTypes } from "../generated/api/client.ts";
import { ids, invalidResponse } from "./errors.ts";

export type HostQuery = NonNullable<FleetTypes["listHosts"]["input"]["query"]>;

/** What one page is asked for; no maximum is documented. */
export const HOSTS_PER_PAGE = 500;

/** Ascending, so that a new host does not move the others. */
const ORDER = { order_key: "id", order_direction: "asc" } as const;

/** Hosts of one page. There is no total beside them. */
export function readHosts(
  client: FleetReadApi,
  query: HostQuery,
  { split, primary, ...position }: PagePosition & Pick<PageRequest<never>, "split" | "primary">,
): Promise<{ readonly items: readonly (Host | null)[] }> {
  return readPageAt<Host>(position, { split, primary }, async ({ page, size }, call) =>
    hostsIn(
      "listHosts",
      await client.listHosts({ query: { ...ORDER, ...query, page, per_page: size } }, call),
    ),
  );
}

/** Hosts of one page of those with a label. */
export function readLabelHosts(
  client: Pick<FleetApi, "listLabelHosts">,
  labelId: number,
  { split, primary, ...position }: PagePosition & Pick<PageRequest<never>, "split" | "primary">,
): Promise<{ readonly items: readonly (Host | null)[]; readonly total: number | undefined }> {
  return readPageAt<Host>(position, { split, primary }, async ({ page, size }, call) => {
    const input = { path: { id: labelId }, query: { ...ORDER, page, per_page: size } };
    return hostsIn("listLabelHosts", await client.listLabelHosts(input, call));
  });
}

function hostsIn(operation: string, response: { hosts?: readonly Host[] | null } | undefined) {
  if (isRecord(response) && Array.isArray(response.hosts)) return { items: response.hosts, total: undefined };
  throw invalidResponse(operation, "The response has no `hosts`.");
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
  const response = await client.getHost(input, primary);
  if (typeof response?.host?.id === "number") return response.host;
  throw invalidResponse("getHost", "The response contains no host.");
}
