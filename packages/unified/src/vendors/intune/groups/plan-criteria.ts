import { type Condition, text } from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import type { IntuneGroupRecord } from "../api/record.ts";
import type { IntunePlan } from "../generated/api/client.ts";

/** A request that replaces the membership rule of a dynamic group. */
export async function planCriteria(group: IntuneGroupRecord, condition: Condition): Promise<IntunePlan> {
  const { tokensOf } = await import("./rule-tokens.ts");
  const rule = text(group.membershipRule) ?? "";
  const words = tokensOf(rule)?.flatMap(({ type, text }) => (type === "word" ? [text] : [])) ?? [rule];
  if (words.some((word) => /\buser\./i.test(word)))
    throw invalidInput("groups.setCriteria", "Conditions are about devices, and this group is of users.");
  const { withoutDirectory } = await import("./criteria-language.ts");
  const { printRule } = await import("./print-rule.ts");
  const body = { membershipRule: printRule(withoutDirectory(condition)) };
  return { operation: "updateGroup", path: { groupId: text(group.id) ?? "" }, body };
}
