import { createDeviceReads } from "../devices/devices.ts";
import type { IruApi, IruPlan } from "../generated/api/client.ts";
import { ACTION_RULES } from "./action-rules.ts";
import { actionPlanners } from "./plan-actions.ts";
import { createUpdatePlanner } from "./plan-update.ts";

/** Iru's devices, read and changed. */
export function createDevices(client: IruApi) {
  return {
    ...createDeviceReads(client),
    writable: ["name", "asset_tag", "tags", "notes", "owner", "policy"] as const,
    update: createUpdatePlanner(client),
    /** Ends management and deletes the record. */
    delete: (id: string): IruPlan => ({ steps: [{ operation: "deleteDevice", path: { device_id: id } }] }),
    actions: actionPlanners,
    actionRules: ACTION_RULES,
  };
}
