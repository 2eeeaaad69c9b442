import type { Drift } from "../contract/drift.ts";
import { text } from "./values.ts";

/** What firmware holds when the maker wrote no serial number; the same text on thousands of machines. */
const PLACEHOLDERS = new Set([
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

/** A serial number that identifies a device. Placeholders and repeated characters are null. */
export function serialNumber(value: string | null | undefined, drift?: Drift): string | null | undefined {
  const serial = text(value, drift);
  if (serial == null) return serial;
  return isPlaceholder(serial) ? null : serial;
}

const ONE_CHARACTER = /^(.)\1*$/;
const DIGIT = /\d/;

/** Of the placeholders only a row of one character holds a digit, and of real serial numbers most do. */
function isPlaceholder(serial: string): boolean {
  if (serial[0] === (serial[1] ?? serial[0]) && ONE_CHARACTER.test(serial)) return true;
  return !DIGIT.test(serial) && PLACEHOLDERS.has(serial.toLowerCase());
}
