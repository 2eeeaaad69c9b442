import type { AppliverySchemas } from "@mdmkit/applivery";
import { changeTags, type PrimaryCall, text } from "@mdmkit/unified/vendor";
import { updateStep } from "../actions/plan-updates.ts";
import { invalidResponse } from "../api/errors.ts";
import { recordOf } from "../api/record.ts";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import { findDevice } from "../devices/find-device.ts";
import { targetIn, targetOf } from "../devices/target.ts";
import type { AppliveryPlan } from "../generated/api/client.ts";

type Call = Pick<PrimaryCall, "signal">;

/**
 * Plans that give a device a tag or take it off. A device takes all of its tags at once, so they are read before: of two changes at the
 * same time the later one stays.
 */
export function createMemberPlanners(workspace: AppliveryWorkspace) {
  const planner =
    (isMember: boolean) =>
    async (
      { value }: AppliverySchemas["Tag"],
      [id = ""]: readonly string[],
      { signal }: Call,
    ): Promise<AppliveryPlan> => {
      const device = await findDevice(workspace, id, { detail: "full", primary: { signal }, signal });
      const unreadable = () => invalidResponse("listDevices", "The tags of the device cannot be read.");
      const change = { name: text(value) ?? "", isMember, unreadable };
      const tags = changeTags(recordOf(device)?.tags ?? device.tags, change);
      if (!tags) return { steps: [] };
      const target = targetIn(device) ?? (await targetOf(workspace, id, { signal }));
      return updateStep(workspace, target, { tags, endsAssignment: false });
    };
  return { addMembers: planner(true), removeMembers: planner(false) };
}
