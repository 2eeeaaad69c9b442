import { GatewayError } from "../errors/gateway-error.ts";
import { StoreError, type StoreErrorReason } from "../errors/store-error.ts";

const RETRY_AFTER_SECONDS = 10;

/** What callers learn of the database; the log has more. */
const MESSAGES: Partial<Record<StoreErrorReason, string>> = {
  full: "The database of this service cannot store anything at the moment.",
  damaged: "The database of this service is damaged.",
  broken: "The database of this service contains invalid data.",
};
/** Repeating does not help until an operator has restored a backup. */
const LASTING: readonly unknown[] = ["damaged", "broken"] satisfies StoreErrorReason[];

/** The response while the database cannot be used. Nothing was sent to a vendor, so a request can be repeated. */
export function unavailable(error: unknown): GatewayError {
  const reason = error instanceof StoreError ? error.reason : "unavailable";
  const message = MESSAGES[reason] ?? "The database of this service does not respond.";
  if (LASTING.includes(reason)) return new GatewayError(500, message);
  return new GatewayError(503, message, { headers: { "retry-after": String(RETRY_AFTER_SECONDS) } });
}
