import type { GroupCreate, GroupUpdate } from "@mdmkit/unified/vendor";
import { createdId, ids, invalidInput } from "../api/errors.ts";
import type { SimpleMDMPlan } from "../generated/api/client.ts";
import { DEVICE_GROUP } from "./map-group.ts";

/** Plans that create an assignment group, rename it and delete it. Device groups of older accounts can only be read. */
export const groupPlanners = {
  create: ({ name }: GroupCreate): SimpleMDMPlan => ({
    operation: "createAssignmentGroup",
    body: { name },
    recordId: createdId,
  }),
  update: (id: string, { name }: GroupUpdate): SimpleMDMPlan => ({
    operation: "updateAssignmentGroup",
    path: pathOf("updateAssignmentGroup", id),
    body: name === undefined ? {} : { name },
  }),
  delete: (id: string): SimpleMDMPlan => ({
    operation: "deleteAssignmentGroup",
    path: pathOf("deleteAssignmentGroup", id),
  }),
};

function pathOf(operation: string, id: string): { assignmentGroupId: number } {
  if (id.startsWith(DEVICE_GROUP))
    throw invalidInput(operation, "Device groups cannot be changed or deleted.");
  return { assignmentGroupId: ids.recordNumber(operation, id) };
}
