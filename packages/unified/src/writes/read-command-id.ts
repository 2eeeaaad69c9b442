import { InvalidResponseError, withOutcome } from "@mdmkit/runtime";
import type { Plan, Vendor } from "../contract/vendor.ts";

/**
 * The vendor's id of the command in the response to an action; null where it gives none. Throws, with the outcome `indeterminate`,
 * where the response does not confirm the action: it names no command though it should, or is empty though the vendor's document
 * has a body.
 */
export function readCommandId(
  { id: vendor, operations }: Pick<Vendor, "id" | "operations">,
  { steps, commandId }: Plan,
  answer: unknown,
): string | null {
  const operation = steps.at(-1)?.operation ?? "";
  const isEmpty = answer === undefined || answer === null || answer === "";
  const id = isEmpty && operations[operation]?.returnsBody ? undefined : commandId ? commandId(answer) : null;
  if (id !== undefined) return id;
  const problem = `the response ${isEmpty ? "is empty" : "does not confirm the action"}.`;
  const error = new InvalidResponseError(problem, { vendor, operation, reason: "shape" });
  throw withOutcome(error, { outcome: "indeterminate" });
}
