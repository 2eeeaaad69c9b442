import type { Condition } from "../contract/model.ts";
import { UntranslatableConditionError } from "../contract/untranslatable-condition-error.ts";
import { isEqualValue } from "../records/same-value.ts";
import { simplifyCondition } from "./simplify.ts";

/** A vendor's language: how a simplified condition is written, and what was written is read. */
type Language<Written> = {
  print(condition: Condition): Written;
  read(written: Written): Condition;
};

/**
 * Writes a condition in a vendor's language, and reads it again to see that it still says the same. Throws `UntranslatableConditionError`
 * otherwise: a group that takes in more could configure devices, or erase them, against the intention.
 */
export function translateCondition<Written>(
  condition: Condition,
  { print, read }: Language<Written>,
): Written {
  const simple = simplifyCondition(condition);
  const written = print(simple);
  if (isEqualValue(simplifyCondition(read(written)), simple)) return written;
  throw new UntranslatableConditionError(simple, "the vendor would read it in another way.");
}
