import { ids } from "../api/errors.ts";
import type { SimpleMDMGroupRecord } from "../api/record.ts";
import type { SimpleMDMPlan } from "../generated/api/client.ts";

/** Plans that add a device. One that is added to a device group leaves its own. */
export function planAdditions(group: SimpleMDMGroupRecord, [id = ""]: readonly string[]): SimpleMDMPlan {
  const deviceId = ids.recordNumber("addDeviceToGroup", id);
  if (group.type === "device_group")
    return { operation: "moveDeviceToGroup", path: { deviceGroupId: group.id, deviceId } };
  return { operation: "addDeviceToGroup", path: { assignmentGroupId: group.id, deviceId } };
}

/** Plans that remove a device. Device groups are exclusive. */
export function planRemovals(group: SimpleMDMGroupRecord, [id = ""]: readonly string[]): SimpleMDMPlan {
  const deviceId = ids.recordNumber("removeDeviceFromGroup", id);
  return { operation: "removeDeviceFromGroup", path: { assignmentGroupId: group.id, deviceId } };
}
