import { type Operation, safetyOf } from "../operation/operation.ts";
import { type ErrorCode, MdmError } from "./errors.ts";

/** Failures that leave open whether the vendor did what it was asked. */
const OPEN: readonly ErrorCode[] = [
  "aborted",
  "connection",
  "invalid-response",
  "timeout",
  "vendor-unavailable",
];

/**
 * Marks the failure of a write that was sent and got no clear answer: it may have been done, so its error must not read like an
 * invitation to repeat it.
 */
export function unsettled(error: unknown, operation: Operation): unknown {
  if (!MdmError.is(error) || !OPEN.includes(error.code)) return error;
  if (safetyOf(operation) === "read" || operation.retrySafe) return error;
  const told = error.message.replace(/ (?:Try again|Check)[^.]*\./, "");
  const advice = "It was sent and may have been done: look before you repeat it.";
  return Object.assign(error, { message: `${told} ${advice}`, retryable: false, unsettled: true });
}
