import { ConflictError } from "@mdmkit/runtime";
import { readDevice } from "../devices/devices.ts";
import type { IvantiNeuronsApi, IvantiNeuronsPlan } from "../generated/api/client.ts";
import { planAction } from "./plan-action.ts";
import { createDeviceUpdatePlanner } from "./plan-updates.ts";

/** Changes of devices, and their end. */
export function createDeviceWrites(client: IvantiNeuronsApi) {
  const read = (id: string) => readDevice(client, id);

  return {
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
  };
}
