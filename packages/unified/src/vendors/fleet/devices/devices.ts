import {
  createSupportingReads,
  type DeviceContract,
  HARDWARE_FILTERS,
  hide,
  isRecord,
  type PrimaryCall,
  pagePosition,
  type SupportingReads,
  withNextPage,
} from "@mdmkit/unified/vendor";
import { errors } from "../api/errors.ts";
import { countHosts, HOSTS_PER_PAGE, type HostQuery, readHost, readPage } from "../api/hosts.ts";
import type { FleetDeviceRecord } from "../api/record.ts";
import type { FleetReadApi } from "../generated/api/client.ts";
import { unsetInFleetDevice } from "../generated/api/unset.ts";
import { createServer, type Server } from "../organizations/organizations.ts";
import { mapFleetDevice } from "./map-device.ts";

/** What a record of a list has only if it is asked for. */
const POPULATED = {
  device_mapping: true,
  populate_labels: true,
  include_device_status: true,
  additional_info_filters: "*",
} as const satisfies HostQuery;

/** A serial number that the server looks for as it is: it takes a text with `@` for an address. */
const PLAIN_SERIAL = /^[\w.-]+$/;

/** Hosts of all platforms, read. */
export function createDeviceReads(client: FleetReadApi, server: Server = createServer(client)) {
  async function organizationOf(reads: SupportingReads, call: PrimaryCall) {
    const organization = await reads.read("getConfig", ["organization"], () => server.organization(call));
    return organization && { organization };
  }

  return {
    pageSize: HOSTS_PER_PAGE,
    getOnly: ["compliance_status", "disk_encryption", "last_enrolled_at", "maintenance_start_at"] as const,
    /** None in a record. */
    secrets: [],
    filters: [...HARDWARE_FILTERS, "tags", "owner", "policy", "organization"] as const,
    // The filters by MDM and settings are never sent: they leave out servers with Windows, or hosts of other teams.
    narrowed: { serial_number: (value) => PLAIN_SERIAL.test(value) },

    async list(request) {
      const { cursor, filters, signal } = request;
      const place = pagePosition(request, errors);
      if (cursor === undefined) server.restart();
      const query = filters.serial_number === undefined ? {} : { query: filters.serial_number };
      const { items } = await readPage("listHosts", { ...request, ...place }, (part, call) =>
        client.listHosts({ query: { ...POPULATED, ...query, ...part } }, call),
      );
      const reads = createSupportingReads("list", request);
      // Counted where the list begins and where it seems to end, since neither a page nor its end says how many there are.
      const isCounted = place.page === 0 || items.length < place.size;
      const counted = isCounted ? await countHosts(client, query, { reads, signal }) : undefined;
      const total = counted ?? place.total;
      const joined = items.length > 0 ? await organizationOf(reads, { signal }) : undefined;
      for (const host of items) if (isRecord(host)) Object.assign(host, joined);
      return withNextPage<FleetDeviceRecord>({ ...place, total }, { items, total, gaps: reads.gaps });
    },

    async get(id, request) {
      const { detail, hydrates, primary, signal } = request;
      const host = await readHost(client, id, primary);
      if (detail === "identity") return host;
      if (!hydrates) server.forgive();
      const reads = createSupportingReads("get", request);
      return { ...host, ...(await organizationOf(reads, { signal })) };
    },

    unset,
    map: mapFleetDevice,
  } satisfies DeviceContract<FleetDeviceRecord>;
}

/** Also the time that stands for a contact until there was one: that of the record itself. */
function unset(host: FleetDeviceRecord): void {
  unsetInFleetDevice(host);
  if (host.seen_time === host.created_at) hide(host, "seen_time");
}
