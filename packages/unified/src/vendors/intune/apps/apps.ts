import { type AppContract, isDeviceId, unlessGone } from "@mdmkit/unified/vendor";
import { isGuid, notFound } from "../api/errors.ts";
import type { IntuneAppRecord } from "../api/record.ts";
import type { IntuneApi } from "../generated/api/client.ts";
import { unsetInIntuneApp } from "../generated/api/unset.ts";
import { APPS_PER_PAGE, listApps } from "./list-apps.ts";
import { mapIntuneApp } from "./map-app.ts";
import { readAppDevice, readApps } from "./read-apps.ts";

/** Apps that were found on devices, read device by device from beta. */
export function createApps(client: IntuneApi) {
  return {
    pageSize: APPS_PER_PAGE,
    getRequests: 2,
    filters: ["device", "device_type", "name", "platform"] as const,
    pushed: { device: isDeviceId },
    // Not pushed, because the vendor request is not for apps: devices of other platforms are not read.
    narrowed: { device_type: () => true, platform: () => true },
    list: (request) => listApps(client, request),

    async get(unified, { primary, signal }) {
      const deviceId = unified.slice(0, unified.indexOf(":"));
      const device = isGuid(deviceId) ? await readAppDevice(client, deviceId, signal) : undefined;
      const apps = device && (await unlessGone(() => readApps(client, device, primary)));
      const app = apps?.find((candidate) => mapIntuneApp(candidate).id === unified);
      if (app) return app;
      throw notFound("listManagedDeviceDetectedApps", "app not found on this device.");
    },

    unset: unsetInIntuneApp,
    map: mapIntuneApp,
  } satisfies AppContract<IntuneAppRecord>;
}
