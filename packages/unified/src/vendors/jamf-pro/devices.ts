import { secrets } from "@mdmkit/jamf-pro";
import { createSupportingReads } from "../../supporting-reads.ts";
import type { GetRequest } from "../../vendor.ts";
import type { JamfProApi } from "./client.ts";
import { parseId, qualifyId } from "./device-id.ts";
import { narrowed } from "./filters.ts";
import { createInventory, type Inventory } from "./inventory.ts";
import { createDeviceJoiner } from "./join-devices.ts";
import { createDeviceList } from "./list-devices.ts";
import { mapJamfProComputer } from "./map-computer.ts";
import { mapJamfProMobileDevice } from "./map-mobile-device.ts";
import { createActionPlanners } from "./plan-actions.ts";
import { createDeletePlanner, createUpdatePlanner } from "./plan-device-writes.ts";
import { createCommandReader } from "./read-command.ts";
import { createDetailReader } from "./read-details.ts";
import { createDeviceReader, type DeviceReader } from "./read-devices.ts";
import { isMobileDevice, type JamfProDevice } from "./record.ts";

/** What reads devices, shared with apps, so that the server's version is found out once. */
export type DeviceReads = { inventory: Inventory; reader: DeviceReader };

export function createDeviceReads(client: JamfProApi): DeviceReads {
  const inventory = createInventory(client);
  return { inventory, reader: createDeviceReader(client, inventory) };
}

/** Jamf Pro's computers and mobile devices as one fleet. */
export function createDevices(client: JamfProApi, { inventory, reader }: DeviceReads) {
  const join = createDeviceJoiner(client);
  const readDetails = createDetailReader(client);

  return {
    pageSize: 200,
    getOnly: ["compliance_status", "created_at", "first_enrolled_at"] as const,
    getRequests: 4,
    secrets: secrets.MobileDeviceTvOsInventory,
    filters: [
      "name",
      "type",
      "model",
      "os_version",
      "platform",
      "serial_number",
      "tags",
      "owner",
      "organization",
      "updated_since",
    ] as const,
    narrowed,
    qualifyId,

    list: createDeviceList(reader, join),

    async get(unified: string, { detail, gaps, primary, signal }: GetRequest): Promise<JamfProDevice> {
      const { kind, id } = parseId(unified);
      const device = await reader.one(kind, id, detail, primary);
      if (detail === "identity") return device;
      const reads = createSupportingReads("get", gaps);
      const [details] = await Promise.all([
        readDetails(kind, id, reads, { signal }),
        join([device], reads, { signal }),
      ]);
      return Object.assign(device, details);
    },

    map: (device: JamfProDevice) =>
      isMobileDevice(device) ? mapJamfProMobileDevice(device) : mapJamfProComputer(device),
    writable: ["name", "asset_tag", "owner", "custom_fields"] as const,
    update: createUpdatePlanner(client, { inventory, reader }),
    delete: createDeletePlanner(inventory),
    actions: createActionPlanners(client, inventory),
    command: createCommandReader(client, reader),
  };
}
