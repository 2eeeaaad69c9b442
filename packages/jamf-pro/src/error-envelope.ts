import type { ErrorEnvelope, Operation } from "@mdmkit/runtime";
import { createMobileDeviceCommandURL, sendBlankPush } from "./generated/operations.ts";

/** Errors in a response with status 200: devices that a blank push could not reach, or that cannot receive a Classic command. */
export function readErrorEnvelope(data: unknown, { path }: Operation): ErrorEnvelope | undefined {
  if (path === sendBlankPush.path) return failedPush(data);
  return path === createMobileDeviceCommandURL.path ? refusedCommand(data) : undefined;
}

function failedPush(data: unknown): ErrorEnvelope | undefined {
  if (typeof data !== "object" || data === null || !("errorUuids" in data)) return undefined;
  const { errorUuids } = data;
  if (!Array.isArray(errorUuids) || errorUuids.length === 0) return undefined;
  return { status: 422, vendorCode: "PUSH_FAILED", vendorMessage: `No push for ${errorUuids.join(", ")}` };
}

const SENT = "Command sent";

/** XML with a status for each device, such as `Device not managed`. What was sent to one of several devices is a success. */
function refusedCommand(data: unknown): ErrorEnvelope | undefined {
  const statuses = [...String(data).matchAll(/<status>([^<]*)<\/status>/g)].map(([, text = ""]) =>
    text.trim(),
  );
  const [first] = statuses;
  return first === undefined || statuses.includes(SENT) ? undefined : { status: 409, vendorMessage: first };
}
