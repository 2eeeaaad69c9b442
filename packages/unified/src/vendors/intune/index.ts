import type { IntuneOptions } from "@mdmkit/intune";
import type { Account, ReadRequest, Vendor } from "@mdmkit/unified/vendor";
import { createDevices } from "./actions/manage-devices.ts";
import { createApps } from "./apps/apps.ts";
import { connectionOf, createApi } from "./generated/api/client.ts";
import { createGroups } from "./groups/groups.ts";
import { createOrganizations, createTenant, readTenant } from "./organizations/organizations.ts";
import { createUsers } from "./users/users.ts";

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
    users: createUsers(client),
    apps: createApps(client),
    organizations: createOrganizations(client),
    groups: createGroups(client),

    /** Fails where the tenant has no Intune, too. */
    async check({ signal }: ReadRequest): Promise<Account> {
      await client.getDeviceManagement({ query: { $select: "intuneAccountId" } }, { signal });
      const { id, displayName } = await readTenant(client, { signal });
      return { organizationId: id ?? null, organizationName: displayName ?? null };
    },
  } satisfies Vendor;
}
