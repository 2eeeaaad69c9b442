import { secrets } from "@mdmkit/ivanti-neurons";
import { ConflictError } from "@mdmkit/runtime";
import { createSupportingReads } from "../../supporting-reads.ts";
import type { GetRequest, PrimaryCall } from "../../vendor.ts";
import { listPart, wholeRecord } from "./answers.ts";
import type { IvantiNeuronsApi, IvantiNeuronsPlan } from "./client.ts";
import type { DeviceSpaces } from "./device-spaces.ts";
import { createDeviceList, narrowed } from "./list-devices.ts";
import { mapIvantiNeuronsDevice } from "./map-device.ts";
import { createActionPlanners } from "./plan-actions.ts";
import { createDeviceUpdatePlanner } from "./plan-updates.ts";
import type { IvantiNeuronsDevice } from "./record.ts";

/** What rows of the list have no property for. */
const GET_ONLY = [
  "activation_lock_enabled",
  "agent_installed",
  "backup_last_success_at",
  "battery_percent",
  "disk_encryption",
  "os_version_extra",
  "patch_status",
  "policy",
  "tags",
] as const;

/** Devices of all device spaces. */
export function createDevices(client: IvantiNeuronsApi, spaces: DeviceSpaces) {
  async function read(id: string, primary?: PrimaryCall): Promise<IvantiNeuronsDevice> {
    return wholeRecord(await client.getDevice({ path: { device: id } }, primary), "getDevice");
  }

  return {
    pageSize: 500,
    getOnly: GET_ONLY,
    getRequests: 2,
    secrets: secrets.DeviceDetails,
    filters: [
      "name",
      "type",
      "model",
      "os_version",
      "platform",
      "serial_number",
      "owner",
      "organization",
    ] as const,
    narrowed,
    list: createDeviceList(client, spaces),

    /** Takes a guid as well as an id. */
    async get(id: string, request: GetRequest): Promise<IvantiNeuronsDevice> {
      const device = await read(id, request.primary);
      if (request.detail === "identity") return device;
      const { signal, gaps } = request;
      const reads = createSupportingReads("get", gaps);
      const [deviceSpaceName, policies] = await Promise.all([
        reads.read("listDeviceSpaces", ["organization"], async () =>
          (await spaces.names({ signal })).get(device.dmPartitionId ?? 0),
        ),
        reads.read("listDevicePolicies", ["policy"], async () => {
          const answer = await client.listDevicePolicies({ path: { deviceId: device.id } }, { signal });
          return listPart(answer, "listDevicePolicies").rows;
        }),
      ]);
      return Object.assign(device, { deviceSpaceName, policies });
    },

    map: mapIvantiNeuronsDevice,
    writable: ["custom_fields"] as const,
    update: createDeviceUpdatePlanner(read),

    /** Only what is retired or wiped can be deleted; nothing is retired on the way. */
    async delete(id: string): Promise<IvantiNeuronsPlan> {
      const device = await read(id);
      if (device.registrationState === "ACTIVE" || device.registrationState === "WIPE_PENDING") {
        throw new ConflictError("Nothing was sent: the device is still managed. Retire it first.", {
          vendor: "ivanti-neurons",
          operation: "devices.delete",
        });
      }
      return { steps: [{ operation: "deleteDevices", query: { deviceIds: [device.id] } }] };
    },

    actions: createActionPlanners(client, spaces),
    requiredInputs: { enableLostMode: ["message"], assignUser: ["user_id"], updateOs: ["version"] } as const,
  };
}
