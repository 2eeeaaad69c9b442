import { withOutcome } from "@mdmkit/runtime";
import type { PlannedRequest } from "../contract/vendor.ts";

/** The failure of a write with the steps of its plan that were carried out: some of them, or all. */
export function tellDone(
  error: unknown,
  steps: readonly PlannedRequest[],
  outcome: "partial" | "applied",
): unknown {
  if (steps.length === 0) return error;
  return withOutcome(error, { outcome, completed: steps.map(({ operation }) => operation) });
}
