import { type ErrorEnvelope, isRecord, MdmError } from "@mdmkit/runtime";
import type { components } from "./generated/schema.ts";

/** Every code Applivery documents for a failure. */
export type AppliveryFailureCode = components["schemas"]["FailureCode"];

/** The documented HTTP status of each code; a user who still has devices or tokens is a conflict, although the status is 400. */
const STATUS: Record<AppliveryFailureCode, number> = {
  3001: 404, // no such record; for a message, no agent on the device
  4001: 401, // unauthorized
  4002: 401, // no token
  4004: 401, // invalid token
  5048: 400, // the user exists
  5050: 400, // the plan does not include this
  5054: 409, // the user still has devices
  5055: 409, // the user still has pending enrollment tokens
  5120: 400, // the change was not stored
  5138: 400, // the vendor has not built this
  5173: 400, // the device has no push token; its status is not documented
  5209: 400, // invalid input
};

/** Applivery's own code of a failed call, which distinguishes failures of one error class; undefined for other failures. */
export function appliveryFailure(error: unknown): AppliveryFailureCode | undefined {
  if (!MdmError.is(error) || error.vendor !== "applivery") return undefined;
  const code = Number(error.vendorCode);
  return isFailureCode(code) ? code : undefined;
}

function isFailureCode(code: number): code is AppliveryFailureCode {
  return Object.hasOwn(STATUS, code);
}

/** An error with the status that its code means: only for 400 is the code more specific than HTTP. */
export function readError(error: ErrorEnvelope): ErrorEnvelope {
  return error.status === 400 ? { ...error, status: statusOfCode(error.vendorCode, 400) } : error;
}

/** A success may be a failure, and responses without an envelope exist: only `status` false is one. */
export function readErrorEnvelope(data: unknown): ErrorEnvelope | undefined {
  if (!isRecord(data) || data.status !== false) return undefined;
  const { code, message } = isRecord(data.error) ? data.error : {};
  const vendorCode = typeof code === "number" || typeof code === "string" ? String(code) : undefined;
  return {
    status: statusOfCode(vendorCode, 400),
    vendorCode,
    vendorMessage: typeof message === "string" ? message : undefined,
  };
}

function statusOfCode(vendorCode: string | undefined, otherwise: number): number {
  const code = Number(vendorCode);
  return isFailureCode(code) ? STATUS[code] : otherwise;
}
