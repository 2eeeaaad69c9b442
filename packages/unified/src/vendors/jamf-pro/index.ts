import { type JamfProOptions, secrets } from "@mdmkit/jamf-pro";
import { list, onFirstCall, text, type Vendor } from "@mdmkit/unified/vendor";
import { createDevices } from "./actions/manage-devices.ts";
import { isPlain } from "./api/rsql.ts";
import { APPS_PER_PAGE, narrowedAppFilters, pushedAppFilters } from "./apps/app-filters.ts";
import { createDeviceSource } from "./devices/devices.ts";
import { connectionOf, createApi } from "./generated/api/client.ts";
import { createOrganizations } from "./organizations/organizations.ts";

export type { JamfProOptions } from "@mdmkit/jamf-pro";
export type {
  JamfProAppRecord,
  JamfProComputer,
  JamfProComputerApp,
  JamfProComputerGroup,
  JamfProDeviceRecord,
  JamfProGroupRecord,
  JamfProManagedApp,
  JamfProMobileApp,
  JamfProMobileDevice,
  JamfProUserRecord,
} from "./api/record.ts";

/** Jamf Pro for `connect`: computers and mobile devices as one fleet, with ids such as `computer-12` and `mobile-12`. */
export function jamfPro(options: JamfProOptions) {
  const client = createApi(options);
  const source = createDeviceSource(client);
  return {
    ...connectionOf(client),
    id: "jamf-pro",
    name: "Jamf Pro",
    devices: createDevices(client, source),
    users: {
      pageSize: 1000,
      filters: ["email"] as const,
      narrowed: { email: isPlain },
      creatable: ["name", "emails"] as const,
      writable: ["name", "emails"] as const,
      ...onFirstCall(["list", "get", "map", "create", "update", "delete"], async () =>
        (await import("./users/users.ts")).createUsers(client, source.server.users),
      ),
    },
    apps: {
      pageSize: APPS_PER_PAGE,
      secrets: secrets.MobileDeviceTvOsInventory,
      filters: ["device", "device_type", "name", "app_id", "platform", "updated_since"] as const,
      pushed: pushedAppFilters,
      narrowed: narrowedAppFilters,
      creatable: ["name", "version", "app_id"] as const,
      writable: ["name", "app_id"] as const,
      ...onFirstCall(["list", "get", "unset", "map", "create", "update", "delete"], async () =>
        (await import("./apps/apps.ts")).createApps(client, source.reader),
      ),
    },
    organizations: createOrganizations(client),
    groups: {
      pageSize: 1000,
      filters: ["name", "membership", "member_type", "device", "user"] as const,
      pushed: { member_type: () => true, device: () => true, user: () => true },
      creatable: ["name", "description", "device_type", "member_type"] as const,
      writable: ["name", "description"] as const,
      membersAtOnce: 100,
      ...onFirstCall(
        [
          ...(["list", "get", "map", "create", "update", "delete"] as const),
          ...(["setCriteria", "addMembers", "removeMembers"] as const),
        ],
        async () =>
          (await import("./groups/groups.ts")).createGroups(client, source.reader, source.server.users),
      ),
      criteria: onFirstCall(["get", "language"], async () =>
        (await import("./groups/criteria.ts")).createCriteria(client),
      ),
      members: {
        pageSize: 5000,
        seek: "offset" as const,
        ...onFirstCall(["list", "map"], async () =>
          (await import("./groups/members.ts")).createMembers(client),
        ),
      },
    },
    /** How a `HASH_SIGNATURE` is made is not documented, so it is not accepted. */
    events: {
      webhook: {
        secretIn: ["bearer", "basic"],
        ...onFirstCall(["parse"], () => import("./events/webhook.ts")),
      },
    },

    /** A server has no name of its own; for a role with access to a single site, that site is the organization. */
    async check({ signal }) {
      const { sites } = (await client.getAuthorization({}, { signal })) ?? {};
      const [site, ...others] = list(sites);
      if (!site || others.length > 0) return { organizationId: null, organizationName: null };
      return { organizationId: text(site.id) ?? null, organizationName: text(site.name) ?? null };
    },
  } satisfies Vendor;
}
