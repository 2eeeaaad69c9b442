import type { Condition } from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import type { JamfProCriteriaRecord } from "../api/record.ts";
import type { JamfProApi, JamfProPlan } from "../generated/api/client.ts";
import { findGroup } from "./find-group.ts";

/**
 * A request that replaces the criteria of a smart group. Only one call takes them, by an id of its own; what it is not sent it may clear, so
 * that name and description go with them. Servers before 11.28 lack it.
 */
export function createCriteriaPlanner(client: JamfProApi) {
  return async (group: JamfProCriteriaRecord, condition: Condition): Promise<JamfProPlan> => {
    const { kind, customFields } = group;
    if (kind === "user")
      throw invalidInput("groups.setCriteria", "Conditions are about devices, and this group is of users.");
    const { printCriteria } = await import("./print-criteria.ts");
    const rows = printCriteria(condition, { kind, customFields: new Set(customFields) });
    const {
      groupPlatformId: id = "",
      groupName,
      groupDescription,
    } = await findGroup(client, {
      kind,
      id: String(group.id),
    });
    const criteria = rows.map((row, priority) => ({ ...row, priority }));
    return { operation: "updateGroup", path: { id }, body: { groupName, groupDescription, criteria } };
  };
}
