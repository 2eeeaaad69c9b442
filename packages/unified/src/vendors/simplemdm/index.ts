import type { SimpleMDMOptions } from "@mdmkit/simplemdm";
import type { Account, ReadRequest, Vendor } from "@mdmkit/unified/vendor";
import { createDevices } from "./actions/manage-devices.ts";
import { createApps } from "./apps/apps.ts";
import { webhook } from "./events/webhook.ts";
import { connectionOf, createApi } from "./generated/api/client.ts";
import { createGroups } from "./groups/groups.ts";
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
    apps: createApps(client),
    organizations: createOrganizations(client),
    groups: createGroups(client),
    events: { webhook },

    /** The account has a name, but no id of the vendor's. */
    async check({ signal }: ReadRequest): Promise<Account> {
      const { attributes } = await readAccount(client, { signal });
      return { organizationId: null, organizationName: attributes.name ?? null };
    },
  } satisfies Vendor;
}
