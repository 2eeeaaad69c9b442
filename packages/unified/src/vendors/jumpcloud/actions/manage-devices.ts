import { createDeviceReads, type DeviceOptions } from "../devices/devices.ts";
import type { JumpCloudApi, JumpCloudPlan } from "../generated/api/client.ts";
import { ACTION_RULES } from "./action-rules.ts";
import { createActionPlanners } from "./plan-actions.ts";
import { createDeviceUpdatePlanner } from "./plan-device-update.ts";

/** JumpCloud's systems as devices, read and changed. */
export function createDevices(client: JumpCloudApi, options: DeviceOptions) {
  return {
    ...createDeviceReads(client, options),
    writable: ["name", "owner", "custom_fields", "notes"] as const,
    update: createDeviceUpdatePlanner(client),
    /** Removes the record and makes the agent uninstall itself; Apple MDM management ends with `retire`. */
    delete: (id: string): JumpCloudPlan => ({ steps: [{ operation: "systems_delete", path: { id } }] }),
    actions: createActionPlanners(client),
    actionRules: ACTION_RULES,
  };
}
