import { createDeviceReads } from "../devices/devices.ts";
import type { NinjaOneApi } from "../generated/api/client.ts";
import { ACTION_RULES } from "./action-rules.ts";
import { actionPlanners } from "./plan-actions.ts";
import { createUpdatePlanner } from "./plan-update.ts";

/** NinjaOne's devices, read and changed. None can be deleted: a decommissioned one stays. */
export function createDevices(client: NinjaOneApi) {
  return {
    ...createDeviceReads(client),
    writable: ["name", "tags", "owner", "policy", "custom_fields"] as const,
    update: createUpdatePlanner(client),
    actions: actionPlanners,
    actionRules: ACTION_RULES,
  };
}
