import type { Report } from "@mdmkit/ninjaone";
import { invalidCursor } from "../api/errors.ts";

/** Where a walk over a report stands: the name of the vendor's cursor, and the size of pages, which must stay. */
export type ReportPosition = { name: string; size: number };

export const encodePosition = ({ name, size }: ReportPosition): string => `${size}:${name}`;

export function decodePosition(cursor: string): ReportPosition {
  const [, size, name] = /^([1-9]\d{0,4}):(.+)$/s.exec(cursor) ?? [];
  if (!name) throw invalidCursor();
  return { size: Number(size), name };
}

/**
 * The name of the cursor behind a page. A full page is never the last; a short one is if no row is left to come by its own count, or
 * if it has no cursor.
 */
export function nextName(
  { cursor }: Report<unknown>,
  { size, length }: { size: number; length: number },
): unknown {
  const { name, offset = 0, count = 0 } = typeof cursor === "object" ? cursor : { name: cursor };
  const isLast = typeof cursor === "object" && length < size && offset + length >= count;
  return isLast || length === 0 ? undefined : name;
}
