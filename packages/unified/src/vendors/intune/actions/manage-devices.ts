import { type DeviceFilters, deviceActions, onFirstCall, type ReadRequest } from "@mdmkit/unified/vendor";
import { createDeviceReads } from "../devices/devices.ts";
import type { IntuneApi, IntunePlan } from "../generated/api/client.ts";
import type { Tenant } from "../organizations/organizations.ts";
import { ACTION_RULES } from "./action-rules.ts";

/** Intune's devices, read and changed. */
export function createDevices(client: IntuneApi, tenant: Tenant) {
  return {
    ...createDeviceReads(client, tenant),
    writable: ["name", "owner", "notes"] as const,
    cannotClear: ["name"] as const,
    taggedApart: async (tag: NonNullable<DeviceFilters["tags"]>, request: ReadRequest) =>
      (await import("../devices/in-category.ts")).inCategory(client, tag, request),
    ...onFirstCall(["update"], async () => ({
      update: (await import("./plan-updates.ts")).createDeviceUpdatePlanner(client),
    })),
    /** Deletes the record; nothing is wiped, and management does not end by it. */
    delete: (managedDeviceId: string): IntunePlan => ({
      operation: "deleteManagedDevice",
      path: { managedDeviceId },
    }),
    ...deviceActions(ACTION_RULES, async () =>
      (await import("./plan-actions.ts")).createActionPlanners(client),
    ),
  };
}
