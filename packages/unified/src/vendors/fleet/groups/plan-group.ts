import { type GroupCreate, type GroupUpdate, isRecord } from "@mdmkit/unified/vendor";
import { ids } from "../api/errors.ts";
import type { FleetPlan } from "../generated/api/client.ts";

/** Plans that create a label without hosts, rename a label and delete it. Hosts that are left out of a change stay. */
export const groupPlanners = {
  create: ({ name, description }: GroupCreate): FleetPlan => ({
    steps: [{ operation: "createLabel", body: { name, ...(description != null && { description }) } }],
    recordId(response) {
      const label: unknown = isRecord(response) && "label" in response ? response.label : undefined;
      return isRecord(label) && "id" in label && typeof label.id === "number" ? String(label.id) : undefined;
    },
  }),
  update(id: string, { name, description }: GroupUpdate): FleetPlan {
    const path = { id: ids.recordNumber("updateLabel", id) };
    const body = {
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description: description ?? "" }),
    };
    return { steps: [{ operation: "updateLabel", path, body }] };
  },
  delete: (id: string): FleetPlan => ({
    steps: [{ operation: "deleteLabel", path: { id: ids.recordNumber("deleteLabel", id) } }],
  }),
};
