import type { ErrorEnvelope, Operation } from "@mdmkit/runtime";
import { sendBlankPush } from "./generated/operations.ts";

/** A blank push answers 200 with the management ids it could not reach. */
export function readErrorEnvelope(data: unknown, { path }: Operation): ErrorEnvelope | undefined {
  if (path !== sendBlankPush.path || typeof data !== "object" || data === null || !("errorUuids" in data))
    return undefined;
  const { errorUuids } = data;
  if (!Array.isArray(errorUuids) || errorUuids.length === 0) return undefined;
  return { status: 422, vendorCode: "PUSH_FAILED", vendorMessage: `No push for ${errorUuids.join(", ")}` };
}
