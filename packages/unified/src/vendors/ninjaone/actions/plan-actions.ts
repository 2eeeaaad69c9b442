import { isUuid, type Planned, type PlannersOf } from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import type { NinjaOneDeviceRecord } from "../api/record.ts";
import { isAgent } from "../devices/platform.ts";
import type { NinjaOneStep } from "../generated/api/client.ts";
import type { ACTION_RULES } from "./action-rules.ts";

/** No response names what was started, so an action is accepted and cannot be followed. */
export const actionPlanners: PlannersOf<typeof ACTION_RULES, NinjaOneDeviceRecord, NinjaOneStep> = {
  restart: (device) =>
    byAgent(device, (id) => ({ operation: "rebootDevices", path: { id, mode: "NORMAL" }, body: {} })),
  sync: (device) => byAgent(device, (id) => ({ operation: "submitOSPatchScan", path: { id } })),
  updateOs: (device) => byAgent(device, (id) => ({ operation: "submitOSPatchApply", path: { id } })),
  assignUser: (device, { user_id }) => ownerStep("devices.assignUser", deviceIn(device), user_id),
  retire: (device) => ({ operation: "decommissionDevice", path: { id: deviceIn(device) } }),
};

/** Owners are assigned by `uid`, which is the id of a user here. */
export function ownerStep(operation: string, id: number, uid: string | null): NinjaOneStep {
  if (uid === null) return { operation: "removeDeviceOwner", path: { id } };
  if (isUuid(uid)) return { operation: "setDeviceOwner", path: { id, ownerUid: uid } };
  throw invalidInput(operation, "The id of a user must be its `uid`.");
}

/** Network gear, and machines that are only known through a hypervisor, have no agent that could do it. */
function byAgent(device: NinjaOneDeviceRecord, step: (id: number) => NinjaOneStep): Planned<NinjaOneStep> {
  if (isAgent(device)) return step(deviceIn(device));
  return { unsupported: "NinjaOne does this through its agent, which this device does not have." };
}

function deviceIn({ id }: NinjaOneDeviceRecord): number {
  if (id !== undefined) return id;
  throw invalidInput("devices", "NinjaOne does not return the id of this device.");
}
