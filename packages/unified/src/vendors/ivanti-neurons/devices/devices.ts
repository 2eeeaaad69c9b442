import { secrets } from "@mdmkit/ivanti-neurons";
import {
  createSupportingReads,
  type GetRequest,
  HARDWARE_FILTERS,
  isRecord,
  type PrimaryCall,
  type SupportingReads,
  text,
} from "@mdmkit/unified/vendor";
import type { IvantiNeuronsDeviceRecord } from "../api/record.ts";
import { listPart, wholeRecord } from "../api/responses.ts";
import type { IvantiNeuronsReadApi } from "../generated/api/client.ts";
import { unsetInIvantiNeuronsDevice } from "../generated/api/unset.ts";
import { createDeviceSpaces, type DeviceSpaces } from "../organizations/device-spaces.ts";
import { createDeviceList, narrowed } from "./list-devices.ts";
import { mapIvantiNeuronsDevice } from "./map-device.ts";

/** What rows of the list have no property for, or not for devices of every platform. */
const GET_ONLY = [
  "activation_lock_enabled",
  "agent_installed",
  "backup_last_success_at",
  "battery_percent",
  "cpu_cores",
  "cpu_name",
  "disk_encryption",
  "os_version_extra",
  "patch_status",
  "policy",
  "serial_number",
  "tags",
] as const;

/** The details of a device, without what belongs to it. */
export async function readDevice(
  client: IvantiNeuronsReadApi,
  id: string,
  primary?: PrimaryCall,
): Promise<IvantiNeuronsDeviceRecord> {
  return wholeRecord(await client.getDevice({ path: { device: id } }, primary), "getDevice");
}

/** Other platforms have what is used of it in the device itself. */
async function readHardwareInventory(
  client: IvantiNeuronsReadApi,
  { id, windowsDeviceType }: IvantiNeuronsDeviceRecord,
  reads: SupportingReads,
  signal: AbortSignal | undefined,
): Promise<IvantiNeuronsDeviceRecord["hardware"]> {
  if (!text(windowsDeviceType)) return undefined;
  return reads.read(
    "getHardwareInventory",
    ["serial_number", "cpu_name", "cpu_cores"],
    async (unreadable) => {
      const response = await client.getHardwareInventory({ path: { deviceId: id } }, { signal });
      if (!isRecord(response)) unreadable();
      return response?.result;
    },
  );
}

/** Reads of devices without the rest of the vendor. */
export function createStandaloneDeviceReads(
  client: IvantiNeuronsReadApi,
  { deviceSpaceId }: { deviceSpaceId?: number | string },
) {
  return createDeviceReads(client, createDeviceSpaces(client, deviceSpaceId));
}

/** Devices of all device spaces, read. */
export function createDeviceReads(client: IvantiNeuronsReadApi, spaces: DeviceSpaces) {
  return {
    pageSize: 500,
    getOnly: GET_ONLY,
    getRequests: 3,
    secrets: secrets.DeviceDetails,
    filters: [...HARDWARE_FILTERS, "owner", "organization"] as const,
    narrowed,
    list: createDeviceList(client, spaces),

    /** Takes a guid as well as an id. */
    async get(id: string, request: GetRequest): Promise<IvantiNeuronsDeviceRecord> {
      const device = await readDevice(client, id, request.primary);
      const { signal } = request;
      const reads = createSupportingReads("get", request);
      // The serial number of Windows is part of what identifies it.
      const readHardware = () => readHardwareInventory(client, device, reads, signal);
      if (request.detail === "identity") return Object.assign(device, { hardware: await readHardware() });
      const [hardware, deviceSpaceName, policies] = await Promise.all([
        readHardware(),
        reads.read("listDeviceSpaces", ["organization"], (unreadable) =>
          spaces.nameOf(device.dmPartitionId ?? 0, { signal, unreadable }),
        ),
        reads.read("listDevicePolicies", ["policy"], async (unreadable) => {
          const response = await client.listDevicePolicies({ path: { deviceId: device.id } }, { signal });
          const { rows, total = rows.length } = listPart(response, "listDevicePolicies");
          if (!rows.every(isRecord)) unreadable();
          if (rows.length < total) unreadable("The vendor's list is not complete: short.");
          return rows;
        }),
      ]);
      return Object.assign(device, { deviceSpaceName, policies, hardware });
    },

    unset: unsetInIvantiNeuronsDevice,
    map: mapIvantiNeuronsDevice,
  };
}
