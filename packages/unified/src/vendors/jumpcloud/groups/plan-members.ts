import { text } from "@mdmkit/unified/vendor";
import type { JumpCloudPlan } from "../generated/api/client.ts";
import { isUserGroup, type JumpCloudGroupRecord } from "./map-group.ts";

/** Plans that add a device or user, or remove it. */
export const planAdditions = (group: JumpCloudGroupRecord, ids: readonly string[]) =>
  planChange("add", group, ids);
export const planRemovals = (group: JumpCloudGroupRecord, ids: readonly string[]) =>
  planChange("remove", group, ids);

function planChange(
  op: "add" | "remove",
  group: JumpCloudGroupRecord,
  [id = ""]: readonly string[],
): JumpCloudPlan {
  const path = { group_id: text(group.id) ?? "" };
  if (isUserGroup(group))
    return { operation: "graph_userGroupMembersPost", path, body: { op, type: "user", id } };
  return { operation: "graph_systemGroupMembersPost", path, body: { op, type: "system", id } };
}
