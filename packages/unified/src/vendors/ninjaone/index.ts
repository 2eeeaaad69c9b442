import type { NinjaOneOptions } from "@mdmkit/ninjaone";
import type { Account, ReadRequest, Vendor } from "@mdmkit/unified/vendor";
import { createDevices } from "./actions/manage-devices.ts";
import { createApps } from "./apps/apps.ts";
import { createEvents } from "./events/events.ts";
import { connectionOf, createApi } from "./generated/api/client.ts";
import { createGroups } from "./groups/groups.ts";
import { createOrganizations } from "./organizations/organizations.ts";
import { createUsers } from "./users/users.ts";

export type { NinjaOneOptions } from "@mdmkit/ninjaone";
export type { NinjaOneDeviceRecord } from "./api/record.ts";
export type { NinjaOneAppRecord } from "./apps/app-record.ts";
export type { NinjaOneGroupRecord } from "./groups/groups.ts";

/** NinjaOne for `connect`. */
export function ninjaone(options: NinjaOneOptions) {
  const client = createApi(options);
  return {
    ...connectionOf(client),
    id: "ninjaone",
    name: "NinjaOne",
    devices: createDevices(client),
    users: createUsers(client),
    apps: createApps(client),
    organizations: createOrganizations(client),
    groups: createGroups(client),
    events: createEvents(client),

    /** Nothing says whose tenant it is: organizations are its customers or units. */
    async check({ signal }: ReadRequest): Promise<Account> {
      await client.getOrganizations({ query: { pageSize: 1 } }, { signal });
      return { organizationId: null, organizationName: null };
    },
  } satisfies Vendor;
}
