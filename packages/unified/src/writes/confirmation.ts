import { InvalidResponseError, withOutcome } from "@mdmkit/runtime";
import type { PlanInSteps } from "../contract/plan.ts";
import type { Vendor } from "../contract/vendor.ts";

type Operations = Pick<Vendor, "id" | "operations">;

/**
 * The vendor's id of the command in the response to a write; null if it has none. Throws, with the outcome `indeterminate`, if the
 * response does not confirm the write: it names no command though it should, or is empty though the vendor's document has a body.
 */
export function readCommandId(vendor: Operations, plan: PlanInSteps, response: unknown): string | null {
  assertResponse(vendor, plan, response);
  const id = plan.commandId ? plan.commandId(response) : null;
  if (id !== undefined) return id;
  throw unconfirmed(vendor, plan, isEmpty(response) ? "is empty" : "does not confirm the write");
}

/** Throws for an empty response to a write whose responses have a body in the vendor's document. */
export function assertResponse(vendor: Operations, plan: PlanInSteps, response: unknown): void {
  if (isEmpty(response) && vendor.operations[lastOperation(plan)]?.returnsBody)
    throw unconfirmed(vendor, plan, "is empty");
}

const isEmpty = (response: unknown): boolean =>
  response === undefined || response === null || response === "";

const lastOperation = ({ steps }: PlanInSteps): string => steps.at(-1)?.operation ?? "";

function unconfirmed({ id: vendor }: Operations, plan: PlanInSteps, problem: string): InvalidResponseError {
  const facts = { vendor, operation: lastOperation(plan), reason: "shape" } as const;
  const error = new InvalidResponseError(`the response ${problem}.`, facts);
  return withOutcome(error, { outcome: "indeterminate" });
}
