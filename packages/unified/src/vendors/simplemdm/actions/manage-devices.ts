import { ids } from "../api/errors.ts";
import { createDeviceReads } from "../devices/devices.ts";
import type { SimpleMDMApi, SimpleMDMPlan } from "../generated/api/client.ts";
import type { SharedAccount } from "../organizations/organizations.ts";
import { ACTION_RULES } from "./action-rules.ts";
import { actionPlanners } from "./plan-actions.ts";
import { planDeviceCreate, planDeviceUpdate } from "./plan-updates.ts";

/** SimpleMDM's devices, read and changed. */
export function createDevices(client: SimpleMDMApi, account: SharedAccount) {
  return {
    ...createDeviceReads(client, account),
    creatable: ["name"] as const,
    create: planDeviceCreate,
    writable: ["name", "custom_fields"] as const,
    update: planDeviceUpdate,
    /** Deletes the record; nothing is wiped. */
    delete: (id: string): SimpleMDMPlan => ({
      steps: [{ operation: "deleteDevice", path: { deviceId: ids.recordNumber("deleteDevice", id) } }],
    }),
    actions: actionPlanners,
    actionRules: ACTION_RULES,
  };
}
