import type { EventHint } from "../contract/events.ts";
import { isRecord } from "./record.ts";

/** Properties of what may be an object; none of anything else. */
export function eventFields(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? { ...value } : {};
}

/** An id as text; null for anything that cannot be one. */
export function eventId(value: unknown): string | null {
  if (typeof value === "number") return Number.isSafeInteger(value) && value > 0 ? String(value) : null;
  return typeof value === "string" && /^[\w-]{1,64}$/.test(value) ? value : null;
}

/** The members of what may be an array; none of anything else. */
export const eventList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** That a record is to be read again, or one that the event does not name. */
export const eventHint = (resource: EventHint["resource"], id: string | null, isGone = false): EventHint => ({
  resource,
  id,
  isGone,
});

/** What a table of words says of one in an event; undefined for one that is not in it, and for anything but text. */
export const eventWord = <Meaning>(
  table: Readonly<Record<string, Meaning>>,
  word: unknown,
): Meaning | undefined => (typeof word === "string" && Object.hasOwn(table, word) ? table[word] : undefined);
