import type { Host } from "@mdmkit/fleet";
import {
  type AppContract,
  appsByDevice,
  createSupportingReads,
  encodePagePosition,
  list,
  pagePosition,
} from "@mdmkit/unified/vendor";
import { errors } from "../api/errors.ts";
import { countHosts, hostIn, readHost, readPage } from "../api/hosts.ts";
import type { FleetAppRecord } from "../api/record.ts";
import { platformOf } from "../devices/platform.ts";
import type { FleetApi } from "../generated/api/client.ts";
import { unsetInFleetApp } from "../generated/api/unset.ts";
import { mapFleetApp } from "./map-app.ts";

/** About how many there are; the software of a Mac weighs 129 kB, that of an Ubuntu server 94 kB. */
const APPS_PER_HOST = 200;
const MOST_HOSTS = 25;

/** Software on hosts, by pages of hosts with all of it. */
export function createApps(client: FleetApi) {
  return {
    ...appsByDevice<FleetAppRecord, Host>({
      errors,
      operation: "getHost",
      perDevice: APPS_PER_HOST,
      mostDevices: MOST_HOSTS,
      deviceOf: (id, { primary }) => readHost(client, id, primary, { withSoftware: true }),
      async devicesAt(place, request) {
        const position = pagePosition(place, errors, "apps.list");
        const query = { populate_software: "without_vulnerability_details" } as const;
        const { items } = await readPage("listHosts", { ...request, ...position }, (part, call) =>
          client.listHosts({ query: { ...query, ...part } }, call),
        );
        const hosts = items.map(withSoftware);
        if (items.length === position.size)
          return { items: hosts, next: encodePagePosition({ ...position, page: position.page + 1 }) };
        const reads = createSupportingReads("list", request);
        const counted = await countHosts(client, {}, { reads, signal: request.signal });
        const isShort = position.page * position.size + items.length < (counted ?? 0);
        return { items: hosts, doubt: isShort ? "short" : undefined, gaps: reads.gaps };
      },
      platformOf,
      appsOn: ({ id, platform, software_updated_at, software }) =>
        list(software).map((app) => ({ ...app, host: { id, platform, software_updated_at } })),
      map: mapFleetApp,
    }),
    unset: unsetInFleetApp,
    map: mapFleetApp,
  } satisfies Partial<AppContract<FleetAppRecord>>;
}

/** Where software was asked for, it is a list on every host: null is that of a server that did not take the parameter. */
function withSoftware(row: Host | null): Host | null {
  const host = hostIn(row);
  return Array.isArray(host?.software) ? host : null;
}
