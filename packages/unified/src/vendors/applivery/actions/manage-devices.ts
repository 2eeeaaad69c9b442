import type { ReadRequest } from "@mdmkit/unified/vendor";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import { createDeviceReads } from "../devices/devices.ts";
import { ACTION_RULES } from "./action-rules.ts";
import { mapCommand, readCommand } from "./commands.ts";
import { createActionPlanners } from "./plan-actions.ts";
import { createDeviceRemovalPlanner, createDeviceUpdatePlanner } from "./plan-updates.ts";

/** Applivery's devices of all platforms, read and changed. */
export function createDevices(workspace: AppliveryWorkspace) {
  return {
    ...createDeviceReads(workspace),
    writable: ["name", "tags", "owner", "policy"] as const,
    update: createDeviceUpdatePlanner(workspace),
    delete: createDeviceRemovalPlanner(workspace),
    actions: createActionPlanners(workspace),
    command: (deviceId: string, commandId: string, request: ReadRequest) =>
      readCommand(workspace, { deviceId, commandId }, request),
    mapCommand,
    actionRules: ACTION_RULES,
  };
}
