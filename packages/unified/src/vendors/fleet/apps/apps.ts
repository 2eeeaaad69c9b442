import type { Host } from "@mdmkit/fleet";
import { NotFoundError } from "@mdmkit/runtime";
import {
  type App,
  type AppFilters,
  createSupportingReads,
  decodePagePosition,
  encodePagePosition,
  type GetRequest,
  list,
  listParts,
  type Page,
  type PageRequest,
  type PartBatch,
  type PrimaryCall,
} from "@mdmkit/unified/vendor";
import { invalidCursor, notFound, numberIn } from "../api/errors.ts";
import { countHosts, hostIn, readHost, readHosts } from "../api/hosts.ts";
import type { FleetAppRecord } from "../api/record.ts";
import type { FleetApi } from "../generated/api/client.ts";
import { unsetInFleetApp } from "../generated/api/unset.ts";
import { mapFleetApp } from "./map-app.ts";

/** About how many there are; the software of a Mac weighs 129 kB, that of an Ubuntu server 94 kB. */
const APPS_PER_HOST = 200;
const MOST_HOSTS = 25;

type Request = PageRequest<AppFilters>;
type DeviceFilter = NonNullable<AppFilters["device"]>;

/** Software on hosts, by pages of hosts with all of it. */
export function createApps(client: FleetApi) {
  /** One host; one that is not there has no apps. */
  async function ofDevice(id: string, primary: PrimaryCall | undefined): Promise<FleetAppRecord[]> {
    if (numberIn(id) === undefined) return [];
    try {
      return appsOn(await readHost(client, id, primary, { withSoftware: true }));
    } catch (error) {
      if (error instanceof NotFoundError) return [];
      throw error;
    }
  }

  async function ofHosts(
    cursor: string | undefined,
    limit: number,
    request: Request,
  ): Promise<PartBatch<FleetAppRecord>> {
    const position = cursor === undefined ? { page: 0, size: limit } : decodePagePosition(cursor);
    if (!position) throw invalidCursor("apps.list");
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
    pushed: {
      device: (value: DeviceFilter) =>
        Object.keys(value).join() === "id" && typeof value.id === "string" && value.id !== "",
    },

    list(request: Request): Promise<Page<FleetAppRecord>> {
      const deviceId = request.filters.device?.id;
      return listParts<FleetAppRecord>(request, {
        perHolder: APPS_PER_HOST,
        mostHolders: MOST_HOSTS,
        idOf: (app) => mapFleetApp(app).id,
        invalidCursor: () => invalidCursor("apps.list"),
        load: async (cursor, size) =>
          deviceId ? { items: await ofDevice(deviceId, request.primary) } : ofHosts(cursor, size, request),
      });
    },

    async get(id: string, { primary }: GetRequest): Promise<FleetAppRecord> {
      const apps = await ofDevice(id.slice(0, id.indexOf(":")), primary);
      const app = apps.find((candidate) => mapFleetApp(candidate).id === id);
      if (app) return app;
      throw notFound("getHost", "app not found on this device.");
    },

    unset: unsetInFleetApp,
    map: mapFleetApp,
  };
}

function appsOn({ id, platform, software_updated_at, software }: Host): FleetAppRecord[] {
  const host = { id, platform, software_updated_at };
  return list(software).map((app) => ({ ...app, host }));
}
