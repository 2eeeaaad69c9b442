import { parseId } from "../api/device-id.ts";
import { invalidInput } from "../api/errors.ts";
import { isMobileGroup, isUserGroup, type JamfProGroupRecord } from "../api/record.ts";
import type { JamfProPlan } from "../generated/api/client.ts";

/**
 * Plans that add devices or users or remove them, in one request. The newer API replaces the members of a computer group, and clears what is
 * left out of a mobile one; the Classic API takes the difference alone.
 */
export const planAdditions = (group: JamfProGroupRecord, ids: readonly string[]) =>
  planChange(group, ids, "add");
export const planRemovals = (group: JamfProGroupRecord, ids: readonly string[]) =>
  planChange(group, ids, "remove");

function planChange(
  group: JamfProGroupRecord,
  ids: readonly string[],
  change: "add" | "remove",
): JamfProPlan {
  const path = { id: Number(group.id) };
  if (isUserGroup(group)) {
    const users = userNumbersIn(ids);
    const body = change === "add" ? { user_additions: users } : { user_deletions: users };
    return { operation: "updateUserGroupsById", path, body };
  }
  if (isMobileGroup(group)) {
    const devices = numbersIn(ids, "mobile", "updateMobileDeviceGroupById");
    const body =
      change === "add" ? { mobile_device_additions: devices } : { mobile_device_deletions: devices };
    return { operation: "updateMobileDeviceGroupById", path, body };
  }
  const computers = numbersIn(ids, "computer", "updateComputerGroupById");
  const body = change === "add" ? { computer_additions: computers } : { computer_deletions: computers };
  return { operation: "updateComputerGroupById", path, body };
}

function userNumbersIn(ids: readonly string[]): { id: number }[] {
  return ids.map((id) => {
    if (/^\d{1,15}$/.test(id)) return { id: Number(id) };
    throw invalidInput("updateUserGroupsById", "One of the ids is not that of a user.");
  });
}

function numbersIn(
  ids: readonly string[],
  wanted: "computer" | "mobile",
  operation: string,
): { id: number }[] {
  return ids.map((unified) => {
    const { kind, id } = parseId(unified);
    if (kind === wanted) return { id: Number(id) };
    const what = wanted === "mobile" ? "mobile devices" : "computers";
    throw invalidInput(operation, `The group is of ${what}, and one of the ids is not.`);
  });
}
