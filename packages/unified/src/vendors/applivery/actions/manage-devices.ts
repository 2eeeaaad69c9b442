import { deviceActions, onFirstCall, type ReadRequest } from "@mdmkit/unified/vendor";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import { createDeviceReads } from "../devices/devices.ts";
import { ACTION_RULES } from "./action-rules.ts";

/** Applivery's devices of all platforms, read and changed. */
export function createDevices(workspace: AppliveryWorkspace) {
  return {
    ...createDeviceReads(workspace),
    writable: ["name", "tags", "owner", "policy"] as const,
    cannotClear: ["name", "policy"] as const,
    ...onFirstCall(["update", "delete"], async () => {
      const planners = await import("./plan-updates.ts");
      return {
        update: planners.createDeviceUpdatePlanner(workspace),
        delete: planners.createDeviceRemovalPlanner(workspace),
      };
    }),
    ...deviceActions(ACTION_RULES, async () =>
      (await import("./plan-actions.ts")).createActionPlanners(workspace),
    ),
    ...onFirstCall(["command", "mapCommand"], async () => {
      const { readCommand, mapCommand } = await import("./commands.ts");
      const command = (deviceId: string, commandId: string, request: ReadRequest) =>
        readCommand(workspace, { deviceId, commandId }, request);
      return { command, mapCommand };
    }),
  };
}
