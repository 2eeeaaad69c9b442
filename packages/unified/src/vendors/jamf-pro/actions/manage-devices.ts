import { createDeviceReads, type DeviceSource } from "../devices/devices.ts";
import type { JamfProApi } from "../generated/api/client.ts";
import { ACTION_RULES } from "./action-rules.ts";
import { createActionPlanners } from "./plan-actions.ts";
import { createDeletePlanner, createUpdatePlanner } from "./plan-device-writes.ts";
import { createCommandReader, mapCommand } from "./read-command.ts";

/** Jamf Pro's computers and mobile devices as one fleet, read and changed. */
export function createDevices(client: JamfProApi, source: DeviceSource) {
  const { inventory } = source;

  return {
    ...createDeviceReads(client, source),
    writable: ["name", "asset_tag", "owner", "custom_fields"] as const,
    update: createUpdatePlanner(client, source),
    delete: createDeletePlanner(inventory),
    actions: createActionPlanners(client, inventory),
    actionRules: ACTION_RULES,
    command: createCommandReader(client, source.reader),
    mapCommand,
  };
}
