import type { DeviceSource } from "../devices/devices.ts";
import type { JamfProApi } from "../generated/api/client.ts";
import { createUserReader } from "../users/read-users.ts";
import { createDeviceCreatePlanner } from "./plan-device-create.ts";
import { createDeletePlanner, createUpdatePlanner } from "./plan-device-writes.ts";

/** What of the writes of devices loads with the first call. */
export function createDeviceWrites(client: JamfProApi, source: DeviceSource) {
  const reads = { ...source, users: createUserReader(client, source.server.users) };
  return {
    create: createDeviceCreatePlanner(reads),
    update: createUpdatePlanner(reads),
    delete: createDeletePlanner(source.inventory),
  };
}
