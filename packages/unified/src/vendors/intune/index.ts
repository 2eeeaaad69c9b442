import type { IntuneOptions } from "@mdmkit/intune";
import { groupsOnFirstCall, isDeviceId, onFirstCall, type Vendor } from "@mdmkit/unified/vendor";
import { createDevices } from "./actions/manage-devices.ts";
import { connectionOf, createApi } from "./generated/api/client.ts";
import { createOrganizations, createTenant, readTenant } from "./organizations/organizations.ts";

export type { IntuneOptions } from "@mdmkit/intune";
export type { IntuneAppRecord, IntuneDeviceRecord, IntuneGroupRecord } from "./api/record.ts";

/** Microsoft Intune for `connect`. */
export function intune(options: IntuneOptions) {
  const client = createApi(options);
  return {
    ...connectionOf(client),
    id: "intune",
    name: "Microsoft Intune",
    devices: createDevices(client, createTenant(client)),
    users: {
      pageSize: 999,
      // Not pushed: an address may be in one of three properties.
      filters: ["email"] as const,
      creatable: ["name", "emails"] as const,
      writable: ["name"] as const,
      ...onFirstCall(["list", "get", "unset", "map", "create", "update", "delete"], async () =>
        (await import("./users/users.ts")).createUsers(client),
      ),
    },
    apps: {
      pageSize: 5000,
      getRequests: 2,
      filters: ["device", "device_type", "name", "platform"] as const,
      pushed: { device: isDeviceId },
      // Not pushed, because the vendor request is not for apps: devices of other platforms are not read.
      narrowed: { device_type: () => true, platform: () => true },
      ...onFirstCall(["list", "get", "unset", "map"], async () =>
        (await import("./apps/apps.ts")).createApps(client),
      ),
    },
    organizations: createOrganizations(client),
    groups: {
      pageSize: 999,
      filters: ["name", "membership", "member_type", "device", "user"] as const,
      pushed: { device: () => true, user: () => true },
      creatable: ["name", "description"] as const,
      writable: ["name", "description"] as const,
      ...groupsOnFirstCall(
        [
          ...(["list", "get", "map", "create", "update", "delete"] as const),
          ...(["setCriteria", "addMembers", "removeMembers"] as const),
        ],
        async () => (await import("./groups/groups.ts")).createGroups(client),
        { pageSize: 999 },
      ),
      criteria: { language: async () => (await import("./groups/criteria-language.ts")).language },
    },

    /** Fails where the tenant has no Intune, too. */
    async check({ signal }) {
      await client.getDeviceManagement({ query: { $select: "intuneAccountId" } }, { signal });
      const { id, displayName } = await readTenant(client, { signal });
      return { organizationId: id ?? null, organizationName: displayName ?? null };
    },
  } satisfies Vendor;
}
