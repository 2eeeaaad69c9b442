import type { Host } from "@mdmkit/fleet";
import {
  type App,
  type AppContract,
  createSupportingReads,
  encodePagePosition,
  isDeviceId,
  list,
  listParts,
  type PageRequest,
  type PartBatch,
  type PrimaryCall,
  pagePosition,
  unlessGone,
} from "@mdmkit/unified/vendor";
import { errors, ids, notFound } from "../api/errors.ts";
import { countHosts, hostIn, readHost, readHosts } from "../api/hosts.ts";
import type { FleetAppRecord } from "../api/record.ts";
import type { FleetApi } from "../generated/api/client.ts";
import { unsetInFleetApp } from "../generated/api/unset.ts";
import { mapFleetApp } from "./map-app.ts";

/** About how many there are; the software of a Mac weighs 129 kB, that of an Ubuntu server 94 kB. */
const APPS_PER_HOST = 200;
const MOST_HOSTS = 25;

/** Software on hosts, by pages of hosts with all of it. */
export function createApps(client: FleetApi) {
  /** One host; one that is not there has no apps. */
  async function ofDevice(id: string, primary: PrimaryCall | undefined): Promise<FleetAppRecord[]> {
    if (ids.numberIn(id) === undefined) return [];
    const host = await unlessGone(() => readHost(client, id, primary, { withSoftware: true }));
    return host ? appsOn(host) : [];
  }

  async function ofHosts(request: PageRequest<object>): Promise<PartBatch<FleetAppRecord>> {
    const position = pagePosition(request, errors, "apps.list");
    const query = { populate_software: "without_vulnerability_details" } as const;
    const { items } = await readHosts(client, query, { ...request, ...position });
    // Where software was asked for, it is a list on every host: null is that of a server that did not take the parameter.
    const hosts = items.map(hostIn).filter((host) => Array.isArray(host?.software));
    const isLast = items.length < position.size;
    const reads = createSupportingReads<App>("list", request);
    const { signal } = request;
    const counted = isLast
      ? await reads.read("countHosts", [], () => countHosts(client, {}, { signal }))
      : undefined;
    const isShort = position.page * position.size + items.length < (counted ?? 0);
    return {
      items: hosts.flatMap((host) => (host ? appsOn(host) : [])),
      next: isLast ? undefined : encodePagePosition({ ...position, page: position.page + 1 }),
      doubt: isShort || hosts.length < items.length ? "short" : undefined,
      gaps: reads.gaps,
    };
  }

  return {
    pageSize: APPS_PER_HOST * MOST_HOSTS,
    filters: ["device", "device_type", "name", "app_id", "platform"] as const,
    pushed: { device: isDeviceId },
    list(request) {
      const deviceId = request.filters.device?.id;
      return listParts<FleetAppRecord>(request, {
        perHolder: APPS_PER_HOST,
        mostHolders: MOST_HOSTS,
        idOf: (app) => mapFleetApp(app).id,
        invalidCursor: () => errors.invalidCursor("apps.list"),
        load: async (cursor, limit) =>
          deviceId
            ? { items: await ofDevice(deviceId, request.primary) }
            : ofHosts({ ...request, cursor, limit }),
      });
    },
    async get(id, { primary }) {
      const apps = await ofDevice(id.slice(0, id.indexOf(":")), primary);
      const app = apps.find((candidate) => mapFleetApp(candidate).id === id);
      if (app) return app;
      throw notFound("getHost", "app not found on this device.");
    },
    unset: unsetInFleetApp,
    map: mapFleetApp,
  } satisfies AppContract<FleetAppRecord>;
}

function appsOn({ id, platform, software_updated_at, software }: Host): FleetAppRecord[] {
  const host = { id, platform, software_updated_at };
  return list(software).map((app) => ({ ...app, host }));
}
