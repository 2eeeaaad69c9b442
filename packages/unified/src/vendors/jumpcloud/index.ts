import type { JumpCloudOptions } from "@mdmkit/jumpcloud";
import { type Account, onFirstCall, type ReadRequest, type Vendor } from "@mdmkit/unified/vendor";
import { createDevices } from "./actions/manage-devices.ts";
import { wholeRecord } from "./api/responses.ts";
import { createApps } from "./apps/apps.ts";
import { connectionOf, createApi } from "./generated/api/client.ts";
import { createGroups } from "./groups/groups.ts";
import type { JumpCloudOrganizationRecord } from "./organizations/map-organization.ts";
import { createOrganizations } from "./organizations/organizations.ts";
import { createOrganizationNames } from "./users/read-people.ts";
import { createUsers } from "./users/users.ts";

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
    users: createUsers(client, { organizationNames }),
    apps: createApps(client),
    organizations: createOrganizations(client),
    groups: createGroups(client),
    events: onFirstCall(["since"], async () =>
      (await import("./events/events.ts")).createEvents(client, options.organizationId),
    ),

    async check({ signal }: ReadRequest): Promise<Account> {
      const organization = await ownOrganization(signal);
      return {
        organizationId: organization?._id ?? null,
        organizationName: organization?.displayName ?? null,
      };
    },
  } satisfies Vendor;
}
