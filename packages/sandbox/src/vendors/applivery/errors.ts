import type { VendorResponse } from "../../engine/request/call.ts";

/** The messages of the codes. Those that are not documented completely are made up. */
const MESSAGES = {
  3001: "Entity not found",
  4001: "Unauthorized",
  4002: "No auth token",
  4004: "Invalid Token",
  5048: "Mdm user already exists",
  5054: "MdmUser Can not be deleted because has no delete emmDevices",
  5055: "MdmUser Can not be deleted because has pending emmEnrollmentTokens",
  5138: "Not implemented",
  5209: "Invalid input",
} as const;

export type FailureCode = keyof typeof MESSAGES;

const STATUS: Record<FailureCode, number> = {
  3001: 404,
  4001: 401,
  4002: 401,
  4004: 401,
  5048: 400,
  5054: 400,
  5055: 400,
  5138: 400,
  5209: 400,
};

/** A documented failure: status, code and text belong together. */
export function failure(code: FailureCode): VendorResponse {
  return { status: STATUS[code], body: { status: false, error: { code, message: MESSAGES[code] } } };
}

/** An error by status. The body of an undocumented one is not known; 429 has no body here. */
export function refusal({ status, message }: { status: number; message: string }): VendorResponse {
  if (status === 401) return failure(4001);
  if (status === 404) return failure(3001);
  if (status === 429) return { status };
  const code = status === 400 ? 5209 : status;
  return { status, body: { status: false, error: { code, message } } };
}
