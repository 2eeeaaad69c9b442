import { createDeviceReads, type DeviceSource } from "../devices/devices.ts";
import type { JamfProApi } from "../generated/api/client.ts";
import type { UserReader } from "../users/read-users.ts";
import { ACTION_RULES } from "./action-rules.ts";
import { createActionPlanners } from "./plan-actions.ts";
import { CREATABLE, createDeviceCreatePlanner } from "./plan-device-create.ts";
import { createDeletePlanner, createUpdatePlanner } from "./plan-device-writes.ts";
import { createCommandReader, mapCommand } from "./read-command.ts";

/** Jamf Pro's computers and mobile devices as one fleet, read and changed. */
export function createDevices(client: JamfProApi, source: DeviceSource, users: UserReader) {
  const reads = { ...source, users };

  return {
    ...createDeviceReads(client, source),
    creatable: CREATABLE,
    create: createDeviceCreatePlanner(reads),
    writable: ["name", "asset_tag", "owner", "custom_fields"] as const,
    update: createUpdatePlanner(reads),
    delete: createDeletePlanner(source.inventory),
    actions: createActionPlanners(client, reads),
    actionRules: ACTION_RULES,
    command: createCommandReader(client, source.reader),
    mapCommand,
  };
}
