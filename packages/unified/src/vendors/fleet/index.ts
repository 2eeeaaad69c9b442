import type { FleetOptions } from "@mdmkit/fleet";
import {
  deviceActions,
  groupsOnFirstCall,
  isDeviceId,
  onFirstCall,
  type Vendor,
} from "@mdmkit/unified/vendor";
import { ACTION_RULES } from "./actions/action-rules.ts";
import { ids } from "./api/errors.ts";
import { HOSTS_PER_PAGE } from "./api/hosts.ts";
import { createDeviceReads } from "./devices/devices.ts";
import { connectionOf, createApi, type FleetPlan } from "./generated/api/client.ts";
import {
  createOrganizations,
  createServer,
  organizationRef,
  readOrganization,
} from "./organizations/organizations.ts";

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
      ...onFirstCall(["update"], async () => ({
        update: (await import("./actions/plan-update.ts")).createUpdatePlanner(client, server),
      })),
      /** Deletes the record; a host whose agent still runs enrolls again. */
      delete: (id: string): FleetPlan => ({
        operation: "deleteHost",
        path: { id: ids.recordNumber("deleteHost", id) },
      }),
      ...deviceActions(ACTION_RULES, async () =>
        (await import("./actions/plan-actions.ts")).createActionPlanners(server),
      ),
      ...onFirstCall(["command", "mapCommand"], async () =>
        (await import("./actions/mdm-commands.ts")).createCommandReader(client),
      ),
    },
    users: {
      pageSize: 10_000,
      getRequests: 2,
      getOnly: ["updated_at"] as const,
      filters: ["email"] as const,
      ...onFirstCall(["list", "get", "unset", "map"], async () =>
        (await import("./users/users.ts")).createUsers(client),
      ),
    },
    apps: {
      pageSize: 5000,
      filters: ["device", "device_type", "name", "app_id", "platform"] as const,
      pushed: { device: isDeviceId },
      ...onFirstCall(["list", "get", "unset", "map"], async () =>
        (await import("./apps/apps.ts")).createApps(client),
      ),
    },
    organizations: createOrganizations(client),
    groups: {
      pageSize: 1000,
      seek: "offset" as const,
      filters: ["name", "membership", "member_type", "device"] as const,
      pushed: { device: () => true },
      creatable: ["name", "description"] as const,
      writable: ["name", "description"] as const,
      ...groupsOnFirstCall(
        ["list", "get", "map", "create", "update", "delete", "addMembers", "removeMembers"],
        async () => (await import("./groups/groups.ts")).createGroups(client),
        { pageSize: HOSTS_PER_PAGE },
      ),
      criteria: { language: async () => (await import("./groups/criteria-language.ts")).language },
    },
    events: {
      /** A request holds nothing of ours but its address. */
      webhook: {
        secretIn: ["query"],
        ...onFirstCall(["parse"], () => import("./events/webhook.ts")),
      },
      ...onFirstCall(["since"], async () => (await import("./events/events.ts")).createEvents(client)),
    },

    async check({ signal }) {
      const { id, name } = organizationRef(await readOrganization(client, { signal })) ?? {};
      return { organizationId: id ?? null, organizationName: name ?? null };
    },
  } satisfies Vendor;
}
