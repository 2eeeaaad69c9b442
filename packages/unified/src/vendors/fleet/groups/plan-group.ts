import { type GroupCreate, type GroupUpdate, given, idAt } from "@mdmkit/unified/vendor";
import { ids } from "../api/errors.ts";
import type { FleetPlan } from "../generated/api/client.ts";

/** Plans that create a label without hosts, rename a label and delete it. Hosts that are left out of a change stay. */
export const groupPlanners = {
  create: ({ name, description }: GroupCreate): FleetPlan => ({
    operation: "createLabel",
    body: { name, ...given({ description }) },
    recordId: (response) => idAt(response, "label", "id"),
  }),
  update(id: string, { name, description }: GroupUpdate): FleetPlan {
    const path = { id: ids.recordNumber("updateLabel", id) };
    const body = given({ name, description: description === null ? "" : description });
    return { operation: "updateLabel", path, body };
  },
  delete: (id: string): FleetPlan => ({
    operation: "deleteLabel",
    path: { id: ids.recordNumber("deleteLabel", id) },
  }),
};
