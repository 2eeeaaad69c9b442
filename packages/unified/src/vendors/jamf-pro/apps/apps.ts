import { type GetRequest, isRecord } from "@mdmkit/unified/vendor";
import { invalidResponse } from "../api/errors.ts";
import type { JamfProAppRecord } from "../api/record.ts";
import type { InventoryReader } from "../devices/read-inventory.ts";
import type { JamfProApi } from "../generated/api/client.ts";
import { unsetInJamfProComputerApp } from "../generated/api/unset.ts";
import { applicationsOf, noSuchApp, parseAppId } from "./app-id.ts";
import { createAppList } from "./list-apps.ts";
import { mapJamfProApp } from "./map-app.ts";
import { planAppCreate, planAppDelete, planAppUpdate } from "./plan-apps.ts";
import { appsOn, createAppReader, unreadable } from "./read-apps.ts";

/** Apps as devices have them, and those the server distributes, which alone can be changed. */
export function createApps(client: JamfProApi, reader: InventoryReader) {
  return {
    list: createAppList(createAppReader(client, reader), reader),

    async get(unified: string, { primary }: GetRequest): Promise<JamfProAppRecord> {
      const place = parseAppId(unified, "apps.get");
      if (place.kind === "managed") {
        const path = { id: place.id };
        const response = await client.findMobileDeviceApplicationsById({ path }, primary);
        const app = response?.mobile_device_application;
        if (isRecord(app) && mapJamfProApp(app).id) return app;
        throw invalidResponse("findMobileDeviceApplicationsById", "the response contains no app.");
      }
      const device = await reader.one(place.kind, place.deviceId, "apps", primary);
      if (!Array.isArray(applicationsOf(device))) throw unreadable(place.kind);
      const found = appsOn(device).find((app) => mapJamfProApp(app).id === unified);
      if (found) return found;
      throw noSuchApp("apps.get");
    },

    unset: unsetInJamfProComputerApp,
    map: mapJamfProApp,
    create: planAppCreate,
    update: planAppUpdate,
    delete: planAppDelete,
  };
}
