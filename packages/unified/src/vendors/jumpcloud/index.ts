import type { JumpCloudOptions } from "@mdmkit/jumpcloud";
import { groupsOnFirstCall, onFirstCall, type Vendor } from "@mdmkit/unified/vendor";
import { createDevices } from "./actions/manage-devices.ts";
import { wholeRecord } from "./api/responses.ts";
import { MOST_ROWS, narrowedAppFilters, pushedAppFilters } from "./apps/app-filters.ts";
import { connectionOf, createApi } from "./generated/api/client.ts";
import type { JumpCloudOrganizationRecord } from "./organizations/map-organization.ts";
import { createOrganizations } from "./organizations/organizations.ts";
import { createOrganizationNames } from "./users/read-people.ts";

export type { JumpCloudOptions } from "@mdmkit/jumpcloud";
export type { JumpCloudAppRecord, JumpCloudDeviceRecord, JumpCloudUserRecord } from "./api/record.ts";
export type { JumpCloudOrganizationRecord } from "./organizations/map-organization.ts";

/** What `jumpcloud` takes: the options of the client, and those of the unified model. */
export type JumpCloudVendorOptions = JumpCloudOptions & {
  /**
   * False saves the reads of System Insights, up to ten a page of devices; model, MAC addresses and more stay absent
   * then. Default: true.
   */
  systemInsights?: boolean;
};

/** JumpCloud for `connect`. */
export function jumpcloud(options: JumpCloudVendorOptions) {
  const client = createApi(options);
  const { systemInsights = true } = options;
  const organizationNames = createOrganizationNames(client);

  /** The requested organization, which must exist; for an administrator of one, that one. */
  async function ownOrganization(
    signal: AbortSignal | undefined,
  ): Promise<JumpCloudOrganizationRecord | undefined> {
    const { organizationId: id } = options;
    if (id !== undefined) {
      return wholeRecord(await client.organizations_get({ path: { id } }, { signal }), "organizations_get");
    }
    return (await client.organization_list({ query: { limit: 1 } }, { signal })).results?.[0];
  }

  return {
    ...connectionOf(client),
    id: "jumpcloud",
    name: "JumpCloud",
    devices: createDevices(client, { systemInsights, organizationNames }),
    users: {
      pageSize: 100,
      seek: "offset" as const,
      filters: ["email"] as const,
      creatable: ["name", "emails"] as const,
      writable: ["name", "emails"] as const,
      ...onFirstCall(["list", "get", "map", "create", "update", "delete"], async () =>
        (await import("./users/users.ts")).createUsers(client, { organizationNames }),
      ),
    },
    apps: {
      pageSize: MOST_ROWS,
      filters: ["device", "device_type", "name", "app_id", "platform"] as const,
      pushed: pushedAppFilters,
      narrowed: narrowedAppFilters,
      ...onFirstCall(["list", "get", "unset", "map"], async () =>
        (await import("./apps/apps.ts")).createApps(client),
      ),
    },
    organizations: createOrganizations(client),
    groups: {
      pageSize: 100,
      filters: ["name", "membership", "member_type", "device", "user"] as const,
      pushed: { member_type: () => true, device: () => true, user: () => true },
      creatable: ["name", "description", "member_type"] as const,
      writable: ["name", "description"] as const,
      ...groupsOnFirstCall(
        ["list", "get", "map", "create", "update", "delete", "addMembers", "removeMembers"],
        async () => (await import("./groups/groups.ts")).createGroups(client),
        { pageSize: 100, seek: "offset" as const },
      ),
      criteria: { language: async () => (await import("./groups/criteria-language.ts")).language },
    },
    events: onFirstCall(["since"], async () =>
      (await import("./events/events.ts")).createEvents(client, options.organizationId),
    ),

    async check({ signal }) {
      const organization = await ownOrganization(signal);
      return {
        organizationId: organization?._id ?? null,
        organizationName: organization?.displayName ?? null,
      };
    },
  } satisfies Vendor;
}
