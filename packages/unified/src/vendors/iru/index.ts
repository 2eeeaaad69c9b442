import { type IruOptions, secrets } from "@mdmkit/iru";
import { groupsOnFirstCall, onFirstCall, type Vendor } from "@mdmkit/unified/vendor";
import { createDevices } from "./actions/manage-devices.ts";
import { PRISM_PAGE } from "./api/prism.ts";
import { tenantOf } from "./api/tenant.ts";
import { NARROWED_APPS } from "./apps/app-filters.ts";
import { connectionOf, createApi } from "./generated/api/client.ts";
import { createOrganizations } from "./organizations/organizations.ts";

export type { InstalledApp as IruAppRecord, IruOptions } from "@mdmkit/iru";
export type { IruDeviceRecord, IruGroupRecord } from "./api/record.ts";

/** Iru, formerly Kandji, for `connect`. */
export function iru(options: IruOptions) {
  const client = createApi(options);
  return {
    ...connectionOf(client),
    id: "iru",
    name: "Iru",
    devices: createDevices(client),
    users: {
      pageSize: 300,
      filters: ["email"] as const,
      // The vendor finds a part of an address.
      narrowed: { email: () => true },
      ...onFirstCall(["list", "get", "map", "delete"], async () =>
        (await import("./users/users.ts")).createUsers(client),
      ),
    },
    apps: {
      pageSize: PRISM_PAGE,
      filters: ["device", "device_type", "name", "app_id", "platform"] as const,
      narrowed: NARROWED_APPS,
      ...onFirstCall(["list", "get", "unset", "map"], async () =>
        (await import("./apps/apps.ts")).createApps(client),
      ),
    },
    organizations: createOrganizations(client),
    groups: {
      pageSize: 1000,
      seek: "offset" as const,
      filters: ["name", "membership", "member_type", "device"] as const,
      pushed: { device: () => true },
      secrets: secrets.Blueprint,
      creatable: ["name"] as const,
      ...groupsOnFirstCall(
        ["list", "get", "map", "create", "delete", "addMembers", "removeMembers"],
        async () => (await import("./groups/groups.ts")).createGroups(client),
        { pageSize: 300 },
      ),
    },
    events: onFirstCall(["since"], async () => (await import("./events/events.ts")).createEvents(client)),

    /** The API has no name for the tenant but that in its address. */
    async check({ signal }) {
      await client.listDevices({ query: { limit: 1 } }, { signal });
      return { organizationId: tenantOf(client), organizationName: null };
    },
  } satisfies Vendor;
}
