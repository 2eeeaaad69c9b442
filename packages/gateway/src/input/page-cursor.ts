import { createHash } from "node:crypto";
import { GatewayError } from "../errors/gateway-error.ts";

const MARK_LENGTH = 12;

/** Stands in each cursor of a list: in another list the same position is that of other records. */
export const markOf = (list: unknown): string =>
  createHash("sha256").update(JSON.stringify(list)).digest("base64url").slice(0, MARK_LENGTH);

export const writeCursor = (...parts: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(parts)).toString("base64url");

/** The parts of a cursor; none if it is not one of ours. */
export function readCursor(text: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

/** `same` names what the list of the previous page must have in common with this one. */
export function invalidCursor(same: string): GatewayError {
  const message = `is invalid. Pass \`next_cursor\` of the previous page unchanged, with the same ${same}`;
  return new GatewayError(400, "Invalid parameters.", { failures: [{ path: "query.next_cursor", message }] });
}
