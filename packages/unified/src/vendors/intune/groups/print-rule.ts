import { type Condition, translateCondition } from "@mdmkit/unified/vendor";
import { readRule } from "./read-rule.ts";
import { printComparison, untranslatable } from "./rule-comparison.ts";

/** The membership rule that has exactly the meaning of a condition. Throws `UntranslatableConditionError` for the first part that has none. */
export function printRule(condition: Condition): string {
  return translateCondition(condition, { print, read: readRule });
}

function print(condition: Condition): string {
  if (condition.type !== "all" && condition.type !== "any") return printComparison(condition);
  if (condition.conditions.length === 0)
    throw untranslatable(condition, "a membership rule needs a comparison.");
  const word = condition.type === "all" ? "and" : "or";
  return `(${condition.conditions.map(print).join(` -${word} `)})`;
}
