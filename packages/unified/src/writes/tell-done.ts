import { MdmError } from "@mdmkit/runtime";
import type { PlannedRequest } from "../contract/vendor.ts";

/**
 * Marks a failure with what the write has done before it, so that it does not read like an invitation to repeat all of it.
 * `wholly`: every request was done, and what failed is only reading the record.
 */
export function tellDone(
  error: unknown,
  steps: readonly PlannedRequest[],
  done: NonNullable<MdmError["done"]>,
): unknown {
  if (steps.length === 0 || !MdmError.is(error)) return error;
  const told = error.message.replace(/ Try again[^.]*\./, "");
  const names = steps.map(({ operation }) => operation).join(", ");
  const message = `${told} Before that, ${names} was done: look at the record before you repeat it.`;
  return Object.assign(error, { message, retryable: false, done });
}
