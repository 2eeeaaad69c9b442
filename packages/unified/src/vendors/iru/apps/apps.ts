import type { InstalledApp } from "@mdmkit/iru";
import {
  type AppContract,
  type AppFilters,
  fromUrlSafeId,
  isRecord,
  isUuid,
  type PrimaryCall,
  readLinked,
} from "@mdmkit/unified/vendor";
import { errors, invalidResponse, notFound } from "../api/errors.ts";
import { PRISM_PAGE, pageIn } from "../api/prism.ts";
import type { IruApi } from "../generated/api/client.ts";
import { unsetInIruApp } from "../generated/api/unset.ts";
import { deviceIn, FAMILIES } from "./app-filters.ts";
import { appIdOf, mapIruApp } from "./map-app.ts";

type Filter = Readonly<Record<string, { in: readonly string[] }>>;

/** What Prism narrows a list by: texts are compared as a whole. */
function queryOf({ device, app_id: bundle, platform }: Partial<AppFilters>) {
  const deviceId = device && deviceIn(device);
  const filter: Filter = {
    ...(deviceId !== undefined && { device_id: { in: [deviceId] } }),
    ...(bundle !== undefined && { bundle_id: { in: [bundle] } }),
  };
  return {
    filter: Object.keys(filter).length > 0 ? JSON.stringify(filter) : undefined,
    device_families: platform && FAMILIES[platform],
  };
}

/** The apps on all devices, page by page from Prism, or those on one. */
export function createApps(client: IruApi) {
  async function* matching(filter: Filter, call: PrimaryCall | undefined): AsyncGenerator<InstalledApp> {
    const cursors = new Set<string>();
    for (let cursor: string | undefined; ; ) {
      const query = { limit: PRISM_PAGE, filter: JSON.stringify(filter), cursor };
      const { rows, next } = pageIn<InstalledApp>(await client.listApps({ query }, call), "listApps");
      for (const row of rows) if (isRecord(row)) yield row;
      if (next === undefined) return;
      if (cursors.has(next)) throw invalidResponse("listApps", "The vendor returned the same cursor twice.");
      cursors.add(next);
      cursor = next;
    }
  }

  return {
    list(request) {
      const list = { operation: "listApps", parameter: "cursor", errors };
      const query = { ...queryOf(request.filters), limit: request.limit };
      return readLinked<InstalledApp>(list, request, async (_, call) => {
        const { rows, next } = pageIn<InstalledApp>(await client.listApps({ query }, call), "listApps");
        return { items: rows, next };
      });
    },

    /** A Mac may have more apps than a page, but few with one bundle id. */
    async get(appId, { primary }) {
      const [, deviceId = "", key = ""] = /^([^:]+):(.+)$/s.exec(appId) ?? [];
      if (isUuid(deviceId)) {
        const [bundle = ""] = fromUrlSafeId(key).split("|");
        const filter = { device_id: { in: [deviceId] }, ...(bundle && { bundle_id: { in: [bundle] } }) };
        for await (const app of matching(filter, primary)) if (appIdOf(app) === appId) return app;
      }
      throw notFound("listApps", "app not found on this device.");
    },

    unset: unsetInIruApp,
    map: mapIruApp,
  } satisfies Partial<AppContract<InstalledApp>>;
}
