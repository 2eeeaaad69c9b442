import { deviceActions, onFirstCall } from "@mdmkit/unified/vendor";
import { createDeviceReads, type DeviceSource } from "../devices/devices.ts";
import type { JamfProApi } from "../generated/api/client.ts";
import { ACTION_RULES } from "./action-rules.ts";

/** Jamf Pro's computers and mobile devices as one fleet, read and changed. */
export function createDevices(client: JamfProApi, source: DeviceSource) {
  return {
    ...createDeviceReads(client, source),
    creatable: [
      "name",
      "asset_tag",
      "serial_number",
      "udid",
      "platform",
      "owner",
      "organization",
      "mac_addresses",
    ] as const,
    writable: ["name", "asset_tag", "owner", "custom_fields"] as const,
    cannotClear: ["name"] as const,
    ...onFirstCall(["create", "update", "delete"], async () =>
      (await import("./device-writes.ts")).createDeviceWrites(client, source),
    ),
    ...deviceActions(ACTION_RULES, async () =>
      (await import("./plan-actions.ts")).createActionPlanners(client, source),
    ),
    ...onFirstCall(["command", "mapCommand"], async () =>
      (await import("./read-command.ts")).createCommandReader(client, source.reader),
    ),
  };
}
