import type { ErrorEnvelope } from "@mdmkit/runtime";

/** Codes of a 401 that says that a valid token lacks a scope; another token would lack it too. */
const LACKS_SCOPE = ["insufficient_privileges", "insufficient_scope"];

/** A missing scope is no wrong credential, although the status is 401. */
export function readError(error: ErrorEnvelope): ErrorEnvelope {
  const lacksScope = error.status === 401 && LACKS_SCOPE.includes(error.vendorCode ?? "");
  return lacksScope ? { ...error, status: 403 } : error;
}
