import { deviceActions, onFirstCall } from "@mdmkit/unified/vendor";
import { ids } from "../api/errors.ts";
import { createDeviceReads } from "../devices/devices.ts";
import type { SimpleMDMApi, SimpleMDMPlan } from "../generated/api/client.ts";
import type { SharedAccount } from "../organizations/organizations.ts";
import { ACTION_RULES } from "./action-rules.ts";

/** SimpleMDM's devices, read and changed. */
export function createDevices(client: SimpleMDMApi, account: SharedAccount) {
  return {
    ...createDeviceReads(client, account),
    creatable: ["name"] as const,
    writable: ["name", "custom_fields"] as const,
    cannotClear: ["name", "custom_fields"] as const,
    ...onFirstCall(["create", "update"], async () => {
      const { planDeviceCreate, planDeviceUpdate } = await import("./plan-updates.ts");
      return { create: planDeviceCreate, update: planDeviceUpdate };
    }),
    /** Deletes the record; nothing is wiped. */
    delete: (id: string): SimpleMDMPlan => ({
      operation: "deleteDevice",
      path: { deviceId: ids.recordNumber("deleteDevice", id) },
    }),
    ...deviceActions(ACTION_RULES, async () => (await import("./plan-actions.ts")).actionPlanners),
  };
}
