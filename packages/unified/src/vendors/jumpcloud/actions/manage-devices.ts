import { deviceActions, onFirstCall } from "@mdmkit/unified/vendor";
import { createDeviceReads, type DeviceOptions } from "../devices/devices.ts";
import type { JumpCloudApi, JumpCloudPlan } from "../generated/api/client.ts";
import { ACTION_RULES } from "./action-rules.ts";

/** JumpCloud's systems as devices, read and changed. */
export function createDevices(client: JumpCloudApi, options: DeviceOptions) {
  return {
    ...createDeviceReads(client, options),
    writable: ["name", "owner", "custom_fields", "notes"] as const,
    cannotClear: ["name"] as const,
    ...onFirstCall(["update"], async () => ({
      update: (await import("./plan-device-update.ts")).createDeviceUpdatePlanner(client),
    })),
    /** Removes the record and makes the agent uninstall itself; Apple MDM management ends with `retire`. */
    delete: (id: string): JumpCloudPlan => ({ operation: "systems_delete", path: { id } }),
    ...deviceActions(ACTION_RULES, async () =>
      (await import("./plan-actions.ts")).createActionPlanners(client),
    ),
  };
}
