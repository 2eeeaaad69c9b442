import type { Condition } from "../contract/model.ts";

/**
 * The same condition in its simplest form: negations stand at single parts, groups of one are what they hold, and groups within groups of
 * their kind are one. It has the same result for every device, also where that is unknown.
 */
export function simplifyCondition(condition: Condition): Condition {
  return simplify(condition, false);
}

function simplify(condition: Condition, isNegated: boolean): Condition {
  if (condition.type === "not") return simplify(condition.condition, !isNegated);
  if (condition.type !== "all" && condition.type !== "any")
    return isNegated ? { type: "not", condition } : condition;
  const isAll = (condition.type === "all") !== isNegated;
  const type = isAll ? "all" : "any";
  const conditions = condition.conditions.flatMap((part) => {
    const simple = simplify(part, isNegated);
    return simple.type === type ? simple.conditions : [simple];
  });
  const [first] = conditions;
  return first && conditions.length === 1 ? first : { type, conditions };
}
