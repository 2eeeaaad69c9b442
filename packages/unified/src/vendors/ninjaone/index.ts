import type { NinjaOneOptions } from "@mdmkit/ninjaone";
import {
  type AppFilters,
  groupsOnFirstCall,
  isDeviceId,
  onFirstCall,
  type Vendor,
} from "@mdmkit/unified/vendor";
import { createDevices } from "./actions/manage-devices.ts";
import { ids } from "./api/errors.ts";
import { connectionOf, createApi } from "./generated/api/client.ts";

export type { NinjaOneOptions } from "@mdmkit/ninjaone";
export type { NinjaOneDeviceRecord } from "./api/record.ts";
export type { NinjaOneAppRecord } from "./apps/app-record.ts";
export type { NinjaOneGroupRecord } from "./groups/groups.ts";

/** NinjaOne for `connect`. */
export function ninjaone(options: NinjaOneOptions) {
  const client = createApi(options);
  return {
    ...connectionOf(client),
    id: "ninjaone",
    name: "NinjaOne",
    devices: createDevices(client),
    users: {
      pageSize: 10_000,
      filters: ["email"] as const,
      creatable: ["name", "emails"] as const,
      writable: ["name"] as const,
      ...onFirstCall(["list", "get", "map", "create", "update", "delete"], async () =>
        (await import("./users/users.ts")).createUsers(client),
      ),
    },
    apps: {
      pageSize: 5000,
      getRequests: 2,
      filters: ["device", "device_type", "name", "app_id", "platform"] as const,
      pushed: {
        device: (value: NonNullable<AppFilters["device"]>) =>
          isDeviceId(value) && ids.numberIn(value.id ?? "") !== undefined,
      },
      ...onFirstCall(["list", "get", "unset", "map"], async () =>
        (await import("./apps/apps.ts")).createApps(client),
      ),
    },
    organizations: {
      pageSize: 1000,
      filters: [] as const,
      creatable: ["name"] as const,
      writable: ["name"] as const,
      ...onFirstCall(["list", "get", "map", "create", "update"], async () =>
        (await import("./organizations/organizations.ts")).createOrganizations(client),
      ),
    },
    groups: {
      pageSize: 1000,
      seek: "offset" as const,
      filters: ["name", "membership", "member_type"] as const,
      ...groupsOnFirstCall(
        ["list", "get", "unset", "map"],
        async () => (await import("./groups/groups.ts")).createGroups(client),
        { pageSize: 10_000, seek: "offset" as const },
      ),
    },
    events: {
      /** Of an API client, to which headers can be given; nothing is signed. */
      webhook: {
        secretIn: ["bearer"],
        ...onFirstCall(["parse"], () => import("./events/webhook.ts")),
      },
      ...onFirstCall(["since"], async () => (await import("./events/events.ts")).createEvents(client)),
    },

    /** Nothing says whose tenant it is: organizations are its customers or units. */
    async check({ signal }) {
      await client.getOrganizations({ query: { pageSize: 1 } }, { signal });
      return { organizationId: null, organizationName: null };
    },
  } satisfies Vendor;
}
