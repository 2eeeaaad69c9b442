import type { FleetOptions } from "@mdmkit/fleet";
import type { Account, ReadRequest, Vendor } from "@mdmkit/unified/vendor";
import { ACTION_RULES } from "./actions/action-rules.ts";
import { mapFleetCommand, readCommand } from "./actions/mdm-commands.ts";
import { createActionPlanners } from "./actions/plan-actions.ts";
import { createUpdatePlanner } from "./actions/plan-update.ts";
import { ids } from "./api/errors.ts";
import { createApps } from "./apps/apps.ts";
import { createDeviceReads } from "./devices/devices.ts";
import { createEvents } from "./events/events.ts";
import { connectionOf, createApi, type FleetPlan } from "./generated/api/client.ts";
import { createGroups } from "./groups/groups.ts";
import {
  createOrganizations,
  createServer,
  organizationRef,
  readOrganization,
} from "./organizations/organizations.ts";
import { createUsers } from "./users/users.ts";

export type { FleetOptions } from "@mdmkit/fleet";
export type { FleetAppRecord, FleetDeviceRecord, FleetGroupRecord, FleetUserRecord } from "./api/record.ts";

/** Fleet for `connect`. */
export function fleet(options: FleetOptions) {
  const client = createApi(options);
  const server = createServer(client);
  return {
    ...connectionOf(client),
    id: "fleet",
    name: "Fleet",
    devices: {
      ...createDeviceReads(client, server),
      writable: ["tags", "owner", "policy"] as const,
      update: createUpdatePlanner(client, server),
      /** Deletes the record; a host whose agent still runs enrolls again. */
      delete: (id: string): FleetPlan => ({
        steps: [{ operation: "deleteHost", path: { id: ids.recordNumber("deleteHost", id) } }],
      }),
      actions: createActionPlanners(server),
      actionRules: ACTION_RULES,
      command: (_id: string, commandUuid: string, request: ReadRequest) =>
        readCommand(client, commandUuid, request),
      mapCommand: mapFleetCommand,
    },
    users: createUsers(client),
    apps: createApps(client),
    organizations: createOrganizations(client),
    groups: createGroups(client),
    events: createEvents(client),

    async check({ signal }: ReadRequest): Promise<Account> {
      const { id, name } = organizationRef(await readOrganization(client, { signal })) ?? {};
      return { organizationId: id ?? null, organizationName: name ?? null };
    },
  } satisfies Vendor;
}
