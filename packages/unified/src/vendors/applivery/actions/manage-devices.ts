import type { ReadRequest } from "../../../contract/vendor.ts";
import type { AppliveryApi } from "../api/client.ts";
import { createDeviceReads } from "../devices/devices.ts";
import { mapCommand, readCommand } from "./commands.ts";
import { createActionPlanners, REQUIRED_INPUTS } from "./plan-actions.ts";
import { createDeviceRemovalPlanner, createDeviceUpdatePlanner } from "./plan-updates.ts";

/** Applivery's devices of all platforms, read and changed. */
export function createDevices(api: AppliveryApi) {
  return {
    ...createDeviceReads(api),
    writable: ["name", "tags", "owner", "policy"] as const,
    update: createDeviceUpdatePlanner(api),
    delete: createDeviceRemovalPlanner(api),
    actions: createActionPlanners(api),
    command: (deviceId: string, commandId: string, request: ReadRequest) =>
      readCommand(api, { deviceId, commandId }, request),
    mapCommand,
    requiredInputs: REQUIRED_INPUTS,
  };
}
