import { changeTags, type PrimaryCall, type TagChange, text } from "@mdmkit/unified/vendor";
import { updateStep } from "../actions/plan-updates.ts";
import { invalidResponse } from "../api/errors.ts";
import { type AppliveryGroupRecord, recordOf } from "../api/record.ts";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import { findDevice } from "../devices/find-device.ts";
import { targetIn, targetOf } from "../devices/target.ts";
import type { AppliveryPlan } from "../generated/api/client.ts";
import { bodyOf } from "../users/plan-users.ts";
import { createUsers } from "../users/users.ts";

type Call = Pick<PrimaryCall, "signal">;

/**
 * Plans that give a device or user a tag or take it off. They take all of their tags at once, which are read before: of two changes at the
 * same time the later one stays.
 */
export function createMemberPlanners(workspace: AppliveryWorkspace) {
  const { organizationId } = workspace;
  const users = createUsers(workspace);

  async function planUser(
    change: Omit<TagChange, "unreadable">,
    id: string,
    call: Call,
  ): Promise<AppliveryPlan> {
    const user = await users.get(id, { detail: "full", primary: call });
    const unreadable = () => invalidResponse("getMdmUser", "The tags of the user cannot be read.");
    const tags = changeTags(user.tags, { ...change, unreadable });
    if (!tags) return { steps: [] };
    const path = { organizationId, mdmUserId: id };
    return { operation: "updateMdmUser", path, body: bodyOf({ ...user, tags }) };
  }

  const planner =
    (isMember: boolean) =>
    async (
      { value, tagOf }: AppliveryGroupRecord,
      [id = ""]: readonly string[],
      { signal }: Call,
    ): Promise<AppliveryPlan> => {
      const name = text(value) ?? "";
      if (tagOf === "user") return planUser({ name, isMember }, id, { signal });
      const device = await findDevice(workspace, id, { detail: "full", primary: { signal }, signal });
      const unreadable = () => invalidResponse("listDevices", "The tags of the device cannot be read.");
      const change = { name, isMember, unreadable };
      const tags = changeTags(recordOf(device)?.tags ?? device.tags, change);
      if (!tags) return { steps: [] };
      const target = targetIn(device) ?? (await targetOf(workspace, id, { signal }));
      return updateStep(workspace, target, { tags, endsAssignment: false });
    };
  return { addMembers: planner(true), removeMembers: planner(false) };
}
