import { MdmError } from "@mdmkit/runtime";

/** A server that is down or overloaded as a whole says so by these. */
const OUTAGES: ReadonlySet<number> = new Set([501, 503]);

/** The vendor, or a proxy that waited for it, failed at these records. A call whose time is over has the failure of an attempt as its cause. */
export function isServerError(error: unknown): boolean {
  if (!MdmError.is(error)) return false;
  if (error.code === "timeout" && error.status === undefined) return isServerError(error.cause);
  return error.status !== undefined && error.status >= 500 && !OUTAGES.has(error.status);
}
