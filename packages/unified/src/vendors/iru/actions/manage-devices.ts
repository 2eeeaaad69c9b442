import { deviceActions, onFirstCall } from "@mdmkit/unified/vendor";
import { createDeviceReads } from "../devices/devices.ts";
import type { IruApi, IruPlan } from "../generated/api/client.ts";
import { ACTION_RULES } from "./action-rules.ts";

/** Iru's devices, read and changed. */
export function createDevices(client: IruApi) {
  return {
    ...createDeviceReads(client),
    writable: ["name", "asset_tag", "tags", "notes", "owner", "policy"] as const,
    cannotClear: ["name", "policy"] as const,
    ...onFirstCall(["update"], async () => ({
      update: (await import("./plan-update.ts")).createUpdatePlanner(client),
    })),
    /** Ends management and deletes the record. */
    delete: (id: string): IruPlan => ({ operation: "deleteDevice", path: { device_id: id } }),
    ...deviceActions(ACTION_RULES, async () => (await import("./plan-actions.ts")).actionPlanners),
  };
}
