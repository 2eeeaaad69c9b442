import type { JamfProOptions } from "@mdmkit/jamf-pro";
import { type Account, list, type ReadRequest, text, type Vendor } from "@mdmkit/unified/vendor";
import { createDevices } from "./actions/manage-devices.ts";
import { createApps } from "./apps/apps.ts";
import { createDeviceSource } from "./devices/devices.ts";
import { events } from "./events/events.ts";
import { connectionOf, createApi } from "./generated/api/client.ts";
import { createGroups } from "./groups/groups.ts";
import { createOrganizations } from "./organizations/organizations.ts";
import { createUsers } from "./users/users.ts";

export type { JamfProOptions } from "@mdmkit/jamf-pro";
export type {
  JamfProAppRecord,
  JamfProComputer,
  JamfProComputerApp,
  JamfProComputerGroup,
  JamfProDeviceRecord,
  JamfProGroupRecord,
  JamfProManagedApp,
  JamfProMobileApp,
  JamfProMobileDevice,
  JamfProUserRecord,
} from "./api/record.ts";

/** Jamf Pro for `connect`: computers and mobile devices as one fleet, with ids such as `computer-12` and `mobile-12`. */
export function jamfPro(options: JamfProOptions) {
  const client = createApi(options);
  const source = createDeviceSource(client);
  return {
    ...connectionOf(client),
    id: "jamf-pro",
    name: "Jamf Pro",
    devices: createDevices(client, source),
    users: createUsers(client, source.server.users),
    apps: createApps(client, source.reader),
    organizations: createOrganizations(client),
    groups: createGroups(client, source.reader),
    events,

    /** A server has no name of its own; for a role with access to a single site, that site is the organization. */
    async check({ signal }: ReadRequest): Promise<Account> {
      const { sites } = (await client.getAuthorization({}, { signal })) ?? {};
      const [site, ...others] = list(sites);
      if (!site || others.length > 0) return { organizationId: null, organizationName: null };
      return { organizationId: text(site.id) ?? null, organizationName: text(site.name) ?? null };
    },
  } satisfies Vendor;
}
