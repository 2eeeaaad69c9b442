import { type FleetOptions, secretBodies, secretResponses } from "@mdmkit/fleet";
import type { Account, ReadRequest, Vendor } from "@mdmkit/unified/vendor";
import { createDevices } from "./actions/manage-devices.ts";
import { createApps } from "./apps/apps.ts";
import { createApi, openRaw } from "./generated/api/client.ts";
import * as operations from "./generated/api/operations.ts";
import { createOrganizations, organizationRef } from "./organizations/organizations.ts";
import { createServer, readOrganization } from "./organizations/server.ts";
import { createUsers } from "./users/users.ts";

export type { FleetOptions } from "@mdmkit/fleet";
export type { FleetApp, FleetDevice, FleetUser } from "./api/record.ts";

/** Fleet for `connect`. */
export function fleet(options: FleetOptions) {
  const client = createApi(options);
  return {
    id: "fleet",
    name: "Fleet",
    client,
    operations,
    openRaw: () => openRaw(client),
    secretResponses,
    secretBodies,
    devices: createDevices(client, createServer(client)),
    users: createUsers(client),
    apps: createApps(client),
    organizations: createOrganizations(client),

    async check({ signal }: ReadRequest): Promise<Account> {
      const { id, name } = organizationRef(await readOrganization(client, { signal })) ?? {};
      return { organizationId: id ?? null, organizationName: name ?? null };
    },
  } satisfies Vendor;
}
