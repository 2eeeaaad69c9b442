import { noteDrift } from "./drift.ts";

const RFC3339 =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Whether a text is a point in time as the unified document has it. */
export function isRfc3339(value: unknown): value is string {
  return typeof value === "string" && RFC3339.test(value) && isInMonth(value);
}

/** A point in time as RFC 3339 in UTC. Blank is none; what is no time reads as absent. */
export function toRfc3339(value: string | null | undefined): string | null | undefined {
  if (value == null) return value;
  if (value === "") return null;
  if (isRfc3339(value)) {
    return value.endsWith("Z") ? value : new Date(value).toISOString();
  }
  noteDrift("not-a-date", value);
  return undefined;
}

/** Whether the month has that day; the pattern has seen to it that some month has. */
function isInMonth(value: string): boolean {
  const day = twoDigits(value, 8);
  if (day <= 28) return true;
  const month = twoDigits(value, 5);
  if (month !== 2) return day <= 30 || LONG_MONTHS.has(month);
  const year = twoDigits(value, 0) * 100 + twoDigits(value, 2);
  return day === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const LONG_MONTHS: ReadonlySet<number> = new Set([1, 3, 5, 7, 8, 10, 12]);

const ZERO = 0x30;

function twoDigits(value: string, at: number): number {
  return (value.charCodeAt(at) - ZERO) * 10 + value.charCodeAt(at + 1) - ZERO;
}

const DAY_MS = 86_400_000;

/**
 * A point in time of the years 1970 to 9999 from milliseconds since 1970: what `toISOString` gives, at a third of its
 * cost. The date is Howard Hinnant's `civil_from_days`, which counts years from March, so that a leap day comes last.
 */
export function timestampToRfc3339(timestamp: number): string {
  const milliseconds = Math.floor(timestamp);
  const days = Math.floor(milliseconds / DAY_MS);
  const fromEra = days + 719_468; // days since 0000-03-01
  const era = Math.floor(fromEra / 146_097);
  const dayOfEra = fromEra - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  return `${year}-${pad(month)}-${pad(day)}T${timeOfDay(milliseconds - days * DAY_MS)}`;
}

function timeOfDay(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const [hour, minute] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const thousandths = String(1000 + milliseconds - seconds * 1000).slice(1);
  return `${pad(hour)}:${pad(minute)}:${pad(seconds % 60)}.${thousandths}Z`;
}

const pad = (value: number): string => (value < 10 ? `0${value}` : String(value));
