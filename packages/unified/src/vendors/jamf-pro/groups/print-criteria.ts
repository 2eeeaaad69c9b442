import { type Condition, translateCondition } from "@mdmkit/unified/vendor";
import { printCriterion, type Subject, untranslatable } from "./criterion.ts";
import { type CriterionRow, readCriteria } from "./read-criteria.ts";

export type PrintedRow = CriterionRow & { readonly andOr: "and" | "or" };

/** The criteria that have exactly the meaning of a condition. Throws `UntranslatableConditionError` for the first part that has none. */
export function printCriteria(condition: Condition, subject: Subject): PrintedRow[] {
  return translateCondition(condition, {
    print: (simple) => printParts(simple, subject),
    read: (rows) => readCriteria(rows, subject),
  });
}

function printParts(condition: Condition, subject: Subject): PrintedRow[] {
  if (condition.type !== "all" && condition.type !== "any") return [rowOf(condition, "and", subject)];
  if (condition.type === "any" && condition.conditions.length === 0)
    throw untranslatable(condition, "Jamf Pro has no criteria that no device meets.");
  const word = condition.type === "all" ? "and" : "or";
  return condition.conditions.flatMap((part) => {
    if (part.type !== "all" && part.type !== "any") return rowOf(part, word, subject);
    return parenthesized(part, word, subject);
  });
}

/** Parentheses stand in the first and the last row of what they enclose, so that none fits into another. */
function parenthesized(
  part: Extract<Condition, { type: "all" | "any" }>,
  outer: "and" | "or",
  subject: Subject,
): PrintedRow[] {
  const deeper = part.conditions.find(({ type }) => type === "all" || type === "any");
  if (deeper || part.conditions.length === 0)
    throw untranslatable(deeper ?? part, "Jamf Pro takes one level of parentheses.");
  const inner = outer === "and" ? "or" : "and";
  const last = part.conditions.length - 1;
  return part.conditions.map((leaf, at) => ({
    ...rowOf(leaf, at === 0 ? outer : inner, subject),
    openingParen: at === 0,
    closingParen: at === last,
  }));
}

function rowOf(leaf: Condition, andOr: "and" | "or", subject: Subject): PrintedRow {
  return { ...printCriterion(leaf, subject), andOr, openingParen: false, closingParen: false };
}
