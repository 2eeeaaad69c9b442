import { type ErrorEnvelope, isRecord, type Operation } from "@mdmkit/runtime";
import type { paths } from "./generated/paths.ts";

// Not of the operations, which would keep their writers in every bundle.
const ASSIGN: keyof paths = "/api/v1/device/updateAccount";
const RELINQUISH: keyof paths = "/api/v1/device/relinquishOwnership";
const CANCEL: keyof paths = "/api/v1/device/relinquishOwnershipCancel";

/**
 * Errors in a response with status 200: `errors` with content, a `result` of 0 or false where that means failure, and the devices
 * that an assignment rejects.
 */
export function readErrorEnvelope(data: unknown, operation: Operation): ErrorEnvelope | undefined {
  if (!isRecord(data)) return undefined;
  const error = isEmpty(data.errors) ? undefined : wordsOf(data.errors);
  if (error) return { status: 400, ...error };
  if (operation.method === "GET") return undefined;
  if (operation.path === ASSIGN && isRecord(data.result)) return rejectionIn(data.result);
  const isFailure = data.result === false || (data.result === 0 && !MAY_COUNT_NONE.has(operation.path));
  return isFailure ? { status: 409 } : undefined;
}

/** Here 0 is a result: no device is eligible, or none was waiting. */
const MAY_COUNT_NONE: ReadonlySet<string> = new Set([RELINQUISH, CANCEL]);

/** An assignment lists whom it rejects; an empty list is success. */
function rejectionIn({ totalCount, searchResults }: Record<string, unknown>): ErrorEnvelope | undefined {
  const rejected = Array.isArray(searchResults) ? searchResults.filter(isRecord) : [];
  if (!totalCount && rejected.length === 0) return undefined;
  const codes = rejected.flatMap(({ actionExceptionCodes }) => textsOf(actionExceptionCodes));
  return { status: 409, vendorCode: codes[0], vendorMessage: codes.join(", ") || undefined };
}

/** All errors that say something; fields come with a code, a message and a name. */
function wordsOf(errors: unknown): Omit<ErrorEnvelope, "status"> {
  const lists = isRecord(errors) ? Object.values(errors).filter(Array.isArray).flat() : [];
  const all = [errors].flat().concat(lists);
  const codes = all.flatMap((one) => (isRecord(one) && typeof one.code === "string" ? [one.code] : []));
  const texts = all.map((one) =>
    textsOf(isRecord(one) ? [one.field, one.message] : [one])
      .filter(Boolean)
      .join(": "),
  );
  return { vendorCode: codes[0], vendorMessage: texts.filter(Boolean).join("; ") || undefined };
}

/** Null, and lists and objects that hold nothing but such. Without recursion: a body may be nested deeper than calls can be. */
function isEmpty(value: unknown): boolean {
  const open = [value];
  for (const each of open) {
    if (each === null || each === undefined) continue;
    if (typeof each !== "object") return false;
    for (const inner of Object.values(each)) open.push(inner);
  }
  return true;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
