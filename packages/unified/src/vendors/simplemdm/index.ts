import type { SimpleMDMOptions } from "@mdmkit/simplemdm";
import { groupsOnFirstCall, isDeviceId, onFirstCall, type Vendor } from "@mdmkit/unified/vendor";
import { createDevices } from "./actions/manage-devices.ts";
import { webhook } from "./events/webhook.ts";
import { connectionOf, createApi } from "./generated/api/client.ts";
import { createAccount, createOrganizations, readAccount } from "./organizations/organizations.ts";

export type { SimpleMDMOptions } from "@mdmkit/simplemdm";
export type { SimpleMDMAppRecord, SimpleMDMDeviceRecord, SimpleMDMGroupRecord } from "./api/record.ts";

/** SimpleMDM for `connect`. It knows no people, so there are no users. */
export function simplemdm(options: SimpleMDMOptions) {
  const client = createApi(options);
  return {
    ...connectionOf(client),
    id: "simplemdm",
    name: "SimpleMDM",
    devices: createDevices(client, createAccount(client)),
    apps: {
      pageSize: 1000,
      getRequests: 2,
      filters: ["device", "device_type", "name", "app_id", "platform"] as const,
      pushed: { device: isDeviceId },
      // Not pushed, because the vendor request is not for apps: devices of other platforms are not read.
      narrowed: { device_type: () => true, platform: () => true },
      ...onFirstCall(["list", "get", "unset", "map"], async () =>
        (await import("./apps/apps.ts")).createApps(client),
      ),
    },
    organizations: createOrganizations(client),
    groups: {
      pageSize: 100,
      filters: ["name", "membership", "member_type", "device"] as const,
      pushed: { device: () => true },
      creatable: ["name"] as const,
      writable: ["name"] as const,
      ...groupsOnFirstCall(
        ["list", "get", "map", "create", "update", "delete", "addMembers", "removeMembers"],
        async () => (await import("./groups/groups.ts")).createGroups(client),
        { pageSize: 100 },
      ),
    },
    events: { webhook },

    /** The account has a name, but no id of the vendor's. */
    async check({ signal }) {
      const { attributes } = await readAccount(client, { signal });
      return { organizationId: null, organizationName: attributes.name ?? null };
    },
  } satisfies Vendor;
}
