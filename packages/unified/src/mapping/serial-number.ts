import { text } from "./values.ts";

/** What firmware holds when the maker wrote no serial number; the same text on thousands of machines. */
const PLACEHOLDERS = new Set([
  "0",
  "none",
  "n/a",
  "not applicable",
  "not available",
  "not present",
  "not specified",
  "null",
  "unknown",
  "default string",
  "system serial number",
  "no asset tag",
  "no asset information",
  "asset tag",
  "to be filled by o.e.m.",
  "invalid",
]);

/** A serial number that can tell devices apart; placeholders and rows of one character are none. */
export function serialNumber(value: string | null | undefined): string | null | undefined {
  const serial = text(value);
  if (serial == null) return serial;
  return PLACEHOLDERS.has(serial.toLowerCase()) || /^(.)\1*$/.test(serial) ? null : serial;
}
