import { deviceActions, onFirstCall } from "@mdmkit/unified/vendor";
import { createDeviceReads } from "../devices/devices.ts";
import type { IvantiNeuronsApi } from "../generated/api/client.ts";
import type { DeviceSpaces } from "../organizations/device-spaces.ts";
import { ACTION_RULES } from "./action-rules.ts";

/** Devices of all device spaces, read and changed. */
export function createDevices(client: IvantiNeuronsApi, spaces: DeviceSpaces) {
  return {
    ...createDeviceReads(client, spaces),
    writable: ["custom_fields"] as const,
    ...onFirstCall(["update", "delete"], async () =>
      (await import("./device-writes.ts")).createDeviceWrites(client),
    ),
    ...deviceActions(ACTION_RULES, async () =>
      (await import("./plan-actions.ts")).createActionPlanners(client, spaces),
    ),
  };
}
