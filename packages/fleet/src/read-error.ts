import type { ErrorEnvelope } from "@mdmkit/runtime";

/** A server without a license for an operation does not have it: no other credential and no other input would help. */
export function readError(error: ErrorEnvelope): ErrorEnvelope {
  if (error.status !== 402) return error;
  return { ...error, status: 501, advice: "Fleet Premium is required. Check the license of the server." };
}
