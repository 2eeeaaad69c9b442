import { type ErrorFacts, InvalidInputError } from "@mdmkit/runtime";
import type { Condition } from "./model.ts";

/** The vendor's criteria cannot express a part of a condition with exactly its meaning. Nothing was sent. */
export class UntranslatableConditionError extends InvalidInputError {
  /** The first such part, as it is in the simplified condition. */
  declare readonly part: Condition;
  constructor(part: Condition, reason: string, facts: ErrorFacts = {}) {
    super(`The condition cannot be translated: ${reason}`, facts);
    this.part = part;
  }
}
