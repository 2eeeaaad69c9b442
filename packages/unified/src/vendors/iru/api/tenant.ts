import type { VendorRequests } from "@mdmkit/unified/vendor";

/** The first part of the host, which names the tenant: nothing in the API does. */
export function tenantOf(client: Pick<VendorRequests, "prepare">): string {
  const { hostname } = new URL(client.prepare("listDevices", { query: { limit: 1 } }).url);
  return hostname.split(".")[0] ?? hostname;
}
