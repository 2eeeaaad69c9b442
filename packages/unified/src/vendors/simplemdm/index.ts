import type { SimpleMDMOptions } from "@mdmkit/simplemdm";
import {
  deviceActions,
  groupsOnFirstCall,
  isDeviceId,
  onFirstCall,
  type Vendor,
} from "@mdmkit/unified/vendor";
import { ACTION_RULES } from "./actions/action-rules.ts";
import { ids } from "./api/errors.ts";
import { createDeviceReads } from "./devices/devices.ts";
import { webhook } from "./events/webhook.ts";
import { connectionOf, createApi, type SimpleMDMPlan } from "./generated/api/client.ts";
import { createOrganizations, readAccount } from "./organizations/organizations.ts";

export type { SimpleMDMOptions } from "@mdmkit/simplemdm";
export type { SimpleMDMAppRecord, SimpleMDMDeviceRecord, SimpleMDMGroupRecord } from "./api/record.ts";

/** SimpleMDM for `connect`. It knows no people, so there are no users. */
export function simplemdm(options: SimpleMDMOptions) {
  const client = createApi(options);
  return {
    ...connectionOf(client),
    id: "simplemdm",
    name: "SimpleMDM",
    devices: {
      ...createDeviceReads(client),
      creatable: ["name"] as const,
      writable: ["name", "custom_fields"] as const,
      cannotClear: ["name", "custom_fields"] as const,
      ...onFirstCall(["create", "update"], async () => {
        const { planDeviceCreate, planDeviceUpdate } = await import("./actions/plan-updates.ts");
        return { create: planDeviceCreate, update: planDeviceUpdate };
      }),
      /** Deletes the record; nothing is wiped. */
      delete: (id: string): SimpleMDMPlan => ({
        operation: "deleteDevice",
        path: { deviceId: ids.recordNumber("deleteDevice", id) },
      }),
      ...deviceActions(ACTION_RULES, async () => (await import("./actions/plan-actions.ts")).actionPlanners),
    },
    apps: {
      pageSize: 1000,
      getRequests: 2,
      filters: ["device", "device_type", "name", "app_id", "platform"] as const,
      pushed: { device: isDeviceId },
      // Not pushed, because the vendor request is not for apps: devices of other platforms are not read.
      narrowed: { device_type: () => true, platform: () => true },
      ...onFirstCall(["list", "get", "unset", "map"], async () =>
        (await import("./apps/apps.ts")).createApps(client),
      ),
    },
    organizations: createOrganizations(client),
    groups: {
      pageSize: 100,
      filters: ["name", "membership", "member_type", "device"] as const,
      pushed: { device: () => true },
      creatable: ["name"] as const,
      writable: ["name"] as const,
      ...groupsOnFirstCall(
        ["list", "get", "map", "create", "update", "delete", "addMembers", "removeMembers"],
        async () => (await import("./groups/groups.ts")).createGroups(client),
        { pageSize: 100 },
      ),
    },
    events: { webhook },

    /** The account has a name, but no id of the vendor's. */
    async check({ signal }) {
      const { attributes } = await readAccount(client, { signal });
      return { organizationId: null, organizationName: attributes.name ?? null };
    },
  } satisfies Vendor;
}
