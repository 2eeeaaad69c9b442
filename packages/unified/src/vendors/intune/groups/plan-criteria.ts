import { type Condition, text } from "@mdmkit/unified/vendor";
import type { IntuneGroupRecord } from "../api/record.ts";
import type { IntunePlan } from "../generated/api/client.ts";

/** A request that replaces the membership rule of a dynamic group. */
export async function planCriteria(group: IntuneGroupRecord, condition: Condition): Promise<IntunePlan> {
  const { withoutDirectory } = await import("./criteria-language.ts");
  const { printRule } = await import("./print-rule.ts");
  const body = { membershipRule: printRule(withoutDirectory(condition)) };
  return { operation: "updateGroup", path: { groupId: text(group.id) ?? "" }, body };
}
