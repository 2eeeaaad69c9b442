import { secrets } from "@mdmkit/jamf-pro";
import { onFirstCall } from "@mdmkit/unified/vendor";
import type { InventoryReader } from "../devices/read-inventory.ts";
import type { JamfProApi } from "../generated/api/client.ts";
import { narrowedAppFilters, pushedAppFilters } from "./app-filters.ts";
import { APPS_PER_PAGE } from "./apps-per-page.ts";

/** Apps as devices have them, and those the server distributes, which alone can be changed. */
export function createApps(client: JamfProApi, reader: InventoryReader) {
  return {
    pageSize: APPS_PER_PAGE,
    secrets: secrets.MobileDeviceTvOsInventory,
    filters: ["device", "device_type", "name", "app_id", "platform", "updated_since"] as const,
    pushed: pushedAppFilters,
    narrowed: narrowedAppFilters,
    creatable: ["name", "version", "app_id"] as const,
    writable: ["name", "app_id"] as const,
    ...onFirstCall(["list", "get", "unset", "map", "create", "update", "delete"], async () =>
      (await import("./app-calls.ts")).createAppCalls(client, reader),
    ),
  };
}
