import { ConflictError } from "@mdmkit/runtime";
import { createDeviceReads, readDevice } from "../devices/devices.ts";
import type { IvantiNeuronsApi, IvantiNeuronsPlan } from "../generated/api/client.ts";
import type { DeviceSpaces } from "../organizations/device-spaces.ts";
import { ACTION_RULES } from "./action-rules.ts";
import { planAction } from "./plan-action.ts";
import { createActionPlanners } from "./plan-actions.ts";
import { createDeviceUpdatePlanner } from "./plan-updates.ts";

/** Devices of all device spaces, read and changed. */
export function createDevices(client: IvantiNeuronsApi, spaces: DeviceSpaces) {
  const read = (id: string) => readDevice(client, id);

  return {
    ...createDeviceReads(client, spaces),
    writable: ["custom_fields"] as const,
    update: createDeviceUpdatePlanner(read),

    /** Only what is retired or wiped can be deleted; nothing is retired on the way. */
    async delete(id: string): Promise<IvantiNeuronsPlan> {
      const device = await read(id);
      if (device.registrationState === "ACTIVE" || device.registrationState === "WIPE_PENDING") {
        throw new ConflictError("The device is still managed.", {
          vendor: "ivanti-neurons",
          operation: "devices.delete",
          outcome: "not-sent",
          advice: "Retire it first.",
        });
      }
      return planAction({ operation: "deleteDevices", query: { deviceIds: [device.id] } });
    },

    actions: createActionPlanners(client, spaces),
    actionRules: ACTION_RULES,
  };
}
