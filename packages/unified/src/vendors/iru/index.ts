import type { IruOptions } from "@mdmkit/iru";
import type { Account, ReadRequest, Vendor } from "@mdmkit/unified/vendor";
import { createDevices } from "./actions/manage-devices.ts";
import { tenantOf } from "./api/tenant.ts";
import { createApps } from "./apps/apps.ts";
import { createEvents } from "./events/events.ts";
import { connectionOf, createApi } from "./generated/api/client.ts";
import { createGroups } from "./groups/groups.ts";
import { createOrganizations } from "./organizations/organizations.ts";
import { createUsers } from "./users/users.ts";

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
    users: createUsers(client),
    apps: createApps(client),
    organizations: createOrganizations(client),
    groups: createGroups(client),
    events: createEvents(client),

    /** The API has no name for the tenant but that in its address. */
    async check({ signal }: ReadRequest): Promise<Account> {
      await client.listDevices({ query: { limit: 1 } }, { signal });
      return { organizationId: tenantOf(client), organizationName: null };
    },
  } satisfies Vendor;
}
