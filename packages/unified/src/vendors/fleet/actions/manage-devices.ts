import type { ReadRequest } from "@mdmkit/unified/vendor";
import { hostNumber } from "../api/errors.ts";
import { createDeviceReads } from "../devices/devices.ts";
import type { FleetApi, FleetPlan } from "../generated/api/client.ts";
import type { Server } from "../organizations/server.ts";
import { ACTION_RULES } from "./action-rules.ts";
import { mapFleetCommand, readCommand } from "./mdm-commands.ts";
import { createActionPlanners } from "./plan-actions.ts";
import { createUpdatePlanner } from "./plan-update.ts";

/** Fleet's hosts, read and changed. */
export function createDevices(client: FleetApi, server: Server) {
  return {
    ...createDeviceReads(client, server),
    writable: ["tags", "owner", "policy"] as const,
    update: createUpdatePlanner(client, server),
    /** Deletes the record; a host whose agent still runs enrolls again. */
    delete: (id: string): FleetPlan => ({
      steps: [{ operation: "deleteHost", path: { id: hostNumber("deleteHost", id) } }],
    }),
    actions: createActionPlanners(server),
    actionRules: ACTION_RULES,
    command: (_id: string, commandUuid: string, request: ReadRequest) =>
      readCommand(client, commandUuid, request),
    mapCommand: mapFleetCommand,
  };
}
