import type { Report } from "@mdmkit/ninjaone";
import { invalidCursor, invalidResponse } from "../api/errors.ts";

/** Where a walk over a report stands: the name of the vendor's cursor, and the size of pages, which must stay. */
export type ReportPosition = { name: string; size: number };

export function decodePosition(cursor: string): ReportPosition {
  const [, size, name] = /^([1-9]\d{0,4}):(.+)$/s.exec(cursor) ?? [];
  if (!name) throw invalidCursor();
  return { size: Number(size), name };
}

/** A full page is never the last; a short one is if no row is left to come by its own count, or if it has no cursor. */
export function nextPosition(
  { cursor }: Report<unknown>,
  { size, length }: { size: number; length: number },
): { next?: string } {
  const { name, offset = 0, count = 0 } = typeof cursor === "object" ? cursor : { name: cursor };
  if (name === undefined || name === "" || length === 0) return {};
  if (typeof name !== "string") throw invalidResponse("getSoftware", "The cursor cannot be read.");
  const isLast = typeof cursor === "object" && length < size && offset + length >= count;
  return isLast ? {} : { next: `${size}:${name}` };
}
