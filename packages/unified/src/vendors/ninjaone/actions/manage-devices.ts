import { deviceActions, onFirstCall } from "@mdmkit/unified/vendor";
import { createDeviceReads } from "../devices/devices.ts";
import type { NinjaOneApi } from "../generated/api/client.ts";
import { ACTION_RULES } from "./action-rules.ts";

/** NinjaOne's devices, read and changed. None can be deleted: a decommissioned one stays. */
export function createDevices(client: NinjaOneApi) {
  return {
    ...createDeviceReads(client),
    writable: ["name", "tags", "owner", "policy", "custom_fields"] as const,
    cannotClear: ["name", "policy", "custom_fields"] as const,
    ...onFirstCall(["update"], async () => ({
      update: (await import("./plan-update.ts")).createUpdatePlanner(client),
    })),
    ...deviceActions(ACTION_RULES, async () => (await import("./plan-actions.ts")).actionPlanners),
  };
}
