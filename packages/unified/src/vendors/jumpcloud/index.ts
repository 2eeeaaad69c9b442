import { type JumpCloudOptions, secretBodies } from "@mdmkit/jumpcloud";
import type { Account, ReadRequest, Vendor } from "../../vendor.ts";
import { createApps } from "./apps.ts";
import { createApi } from "./client.ts";
import { createDevices } from "./devices.ts";
import * as operations from "./operations.ts";
import { createOrganizations } from "./organizations.ts";
import { createOrganizationNames } from "./read-people.ts";
import { createUsers } from "./users.ts";

export type { JumpCloudOptions } from "@mdmkit/jumpcloud";
export type { JumpCloudOrganization } from "./map-organization.ts";
export type { JumpCloudApp, JumpCloudDevice, JumpCloudUser } from "./record.ts";

export type JumpCloudVendorOptions = JumpCloudOptions & {
  /**
   * False saves the reads of System Insights, up to ten a page of devices; model, MAC addresses and more stay absent
   * then. Default: true.
   */
  systemInsights?: boolean;
};

/** JumpCloud for `connect`. */
export function jumpcloud({ systemInsights = true, ...options }: JumpCloudVendorOptions) {
  const client = createApi(options);
  const organizationNames = createOrganizationNames(client);
  return {
    id: "jumpcloud",
    name: "JumpCloud",
    client,
    operations,
    secretBodies,
    devices: createDevices(client, { systemInsights, organizationNames }),
    users: createUsers(client, { organizationNames }),
    apps: createApps(client),
    organizations: createOrganizations(client),

    async check({ signal }: ReadRequest): Promise<Account> {
      const { results } = await client.organization_list({ query: { limit: 1 } }, { signal });
      const [organization] = results ?? [];
      return {
        organizationId: organization?._id ?? null,
        organizationName: organization?.displayName ?? null,
      };
    },
  } satisfies Vendor;
}
