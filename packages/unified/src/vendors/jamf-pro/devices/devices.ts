import { secrets } from "@mdmkit/jamf-pro";
import { createSupportingReads, type Drift, type GetRequest, HARDWARE_FILTERS } from "@mdmkit/unified/vendor";
import { parseId, qualifyId } from "../api/device-id.ts";
import { isMobileDevice, type JamfProDeviceRecord } from "../api/record.ts";
import { createServer, type Server } from "../api/server-version.ts";
import type { JamfProReadApi } from "../generated/api/client.ts";
import { unsetInJamfProComputer, unsetInJamfProMobileDevice } from "../generated/api/unset.ts";
import { narrowed, pushed } from "./filters.ts";
import { createInventory, type Inventory } from "./inventory.ts";
import { createDeviceJoiner } from "./join-devices.ts";
import { createDeviceList } from "./list-devices.ts";
import { mapJamfProComputer } from "./map-computer.ts";
import { mapJamfProMobileDevice } from "./map-mobile-device.ts";
import { createDetailReader } from "./read-details.ts";
import { createInventoryReader, type InventoryReader } from "./read-inventory.ts";

/** Where devices are read from, shared with users and apps, so that the server's version is found out once. */
export type DeviceSource = { server: Server; inventory: Inventory; reader: InventoryReader };

export function createDeviceSource(client: JamfProReadApi): DeviceSource {
  const server = createServer(client);
  const inventory = createInventory(client, server.inventory);
  return { server, inventory, reader: createInventoryReader(client, inventory) };
}

/** Jamf Pro's computers and mobile devices as one fleet, read. */
export function createDeviceReads(
  client: JamfProReadApi,
  { reader, server }: DeviceSource = createDeviceSource(client),
) {
  const join = createDeviceJoiner(client, server);
  const readDetails = createDetailReader(client);

  return {
    pageSize: 200,
    getOnly: ["compliance_status", "created_at", "first_enrolled_at"] as const,
    getRequests: 4,
    secrets: secrets.MobileDeviceTvOsInventory,
    filters: [...HARDWARE_FILTERS, "tags", "owner", "organization", "updated_since"] as const,
    pushed,
    narrowed,
    qualifyId,

    list: createDeviceList(reader, join),

    async get(unified: string, request: GetRequest): Promise<JamfProDeviceRecord> {
      const { detail, primary, signal } = request;
      const { kind, id } = parseId(unified);
      const device = await reader.one(kind, id, detail, primary);
      if (detail === "identity") return device;
      const reads = createSupportingReads("get", request);
      const [details] = await Promise.all([
        readDetails(kind, id, reads, { signal }),
        join([device], reads, { signal, reading: "get" }),
      ]);
      return Object.assign(device, details);
    },

    unset: (device: JamfProDeviceRecord) =>
      isMobileDevice(device) ? unsetInJamfProMobileDevice(device) : unsetInJamfProComputer(device),
    map: (device: JamfProDeviceRecord, drift?: Drift) =>
      isMobileDevice(device) ? mapJamfProMobileDevice(device, drift) : mapJamfProComputer(device, drift),
  };
}
