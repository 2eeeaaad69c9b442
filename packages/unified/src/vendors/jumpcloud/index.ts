import { type JumpCloudOptions, secretAnswers, secretBodies } from "@mdmkit/jumpcloud";
import type { Account, ReadRequest, Vendor } from "../../vendor.ts";
import { wholeRecord } from "./answers.ts";
import { createApps } from "./apps.ts";
import { createApi } from "./client.ts";
import { createDevices } from "./manage-devices.ts";
import type { JumpCloudOrganization } from "./map-organization.ts";
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

  /** The organization that was asked for, which must exist; of an administrator of one, that one. */
  async function ownOrganization(
    signal: AbortSignal | undefined,
  ): Promise<JumpCloudOrganization | undefined> {
    const { organizationId: id } = options;
    if (id !== undefined) {
      return wholeRecord(await client.organizations_get({ path: { id } }, { signal }), "organizations_get");
    }
    return (await client.organization_list({ query: { limit: 1 } }, { signal })).results?.[0];
  }

  return {
    id: "jumpcloud",
    name: "JumpCloud",
    client,
    operations,
    secretAnswers,
    secretBodies,
    devices: createDevices(client, { systemInsights, organizationNames }),
    users: createUsers(client, { organizationNames }),
    apps: createApps(client),
    organizations: createOrganizations(client),

    async check({ signal }: ReadRequest): Promise<Account> {
      const organization = await ownOrganization(signal);
      return {
        organizationId: organization?._id ?? null,
        organizationName: organization?.displayName ?? null,
      };
    },
  } satisfies Vendor;
}
