import type { Drift } from "../contract/drift.ts";
import { isNoTime } from "./placeholders.ts";

const RFC3339 =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Whether a text is a point in time as the unified document has it. */
export function isRfc3339(value: unknown): value is string {
  return typeof value === "string" && RFC3339.test(value) && isInMonth(value);
}

/** A time as RFC 3339 in UTC. Blank text is null; an invalid time is absent, as is the one at which a clock begins. */
export function toRfc3339(value: Maybe<string | number>, drift?: Drift): Maybe<string> {
  if (value == null) return value;
  if (value === "") return null;
  if ((typeof value === "string" || typeof value === "number") && isNoTime(value)) return undefined;
  if (isRfc3339(value)) {
    return value.endsWith("Z") ? value : new Date(value).toISOString();
  }
  drift?.note("not-a-date", value);
  return undefined;
}

/** With a blank for the `T`, without the colon of the offset, or with a typographic minus: `2015-10-01 18:38:47 −0700`. */
const LOOSE = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?) ?(?:(Z)|([+-]\d\d):?(\d\d))$/;

/** The same, of a vendor that writes some of its times differently. */
export function looseTimeToRfc3339(value: Maybe<string>, drift?: Drift): Maybe<string> {
  const [, day, time, utc, hours, minutes] =
    typeof value === "string" ? (LOOSE.exec(value.replace("\u2212", "-")) ?? []) : [];
  return toRfc3339(day ? `${day}T${time}${utc ?? `${hours}:${minutes}`}` : value, drift);
}

type Maybe<T> = T | null | undefined;

/** The latest of several times as `toRfc3339` gives them; null only if one of them is null and none is given. */
export function latest(...times: readonly Maybe<string>[]): Maybe<string> {
  let found: Maybe<string>;
  for (const time of times) {
    if (time === null) found ??= time;
    else if (time && (!found || isBefore(found, time))) found = time;
  }
  return found;
}

/** The earliest of several times, likewise. */
export function earliest(...times: readonly Maybe<string>[]): Maybe<string> {
  let found: Maybe<string>;
  for (const time of times) {
    if (time === null) found ??= time;
    else if (time && (!found || isBefore(time, found))) found = time;
  }
  return found;
}

/** Whether one time in UTC is before another. As text without the `Z`, times sort whatever their fractions of a second. */
function isBefore(one: string, other: string): boolean {
  return one.length === other.length ? one < other : one.slice(0, -1) < other.slice(0, -1);
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
 * A point in time of the years 1970 to 9999 from milliseconds since 1970: what `toISOString` gives, at an eighth of its
 * cost. The date is Howard Hinnant's `civil_from_days`, which counts years from March, so that a leap day comes last.
 */
export function timestampToRfc3339(timestamp: number): string {
  const milliseconds = Math.floor(timestamp);
  const days = Math.floor(milliseconds / DAY_MS);
  const fromEra = days + 719_468; // days since 0000-03-01
  const era = whole(fromEra, 146_097);
  const dayOfEra = fromEra - era * 146_097;
  const yearOfEra = whole(
    dayOfEra - whole(dayOfEra, 1_460) + whole(dayOfEra, 36_524) - whole(dayOfEra, 146_096),
    365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + whole(yearOfEra, 4) - whole(yearOfEra, 100));
  const monthFromMarch = whole(5 * dayOfYear + 2, 153);
  const day = dayOfYear - whole(153 * monthFromMarch + 2, 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  return written({ year, month, day, milliseconds: milliseconds - days * DAY_MS });
}

type Moment = { year: number; month: number; day: number; milliseconds: number };

const DASH = 0x2d;
const POINT = 0x2e;
const COLON = 0x3a;
const LETTER_T = 0x54;
const LETTER_Z = 0x5a;

/** One call that writes all characters: putting a text together from a dozen costs more than all the rest. */
function written({ year, month, day, milliseconds }: Moment): string {
  const seconds = whole(milliseconds, 1000);
  const minutes = whole(seconds, 60);
  const thousandths = milliseconds - seconds * 1000;
  const hour = whole(minutes, 60);
  // biome-ignore format: as it is read
  return String.fromCharCode(
    digit(year, 1000), digit(year, 100), digit(year, 10), digit(year, 1), DASH,
    digit(month, 10), digit(month, 1), DASH, digit(day, 10), digit(day, 1), LETTER_T,
    digit(hour, 10), digit(hour, 1), COLON, digit(minutes % 60, 10), digit(minutes, 1), COLON,
    digit(seconds % 60, 10), digit(seconds, 1), POINT,
    digit(thousandths, 100), digit(thousandths, 10), digit(thousandths, 1), LETTER_Z,
  );
}

/** The character of one decimal place. */
const digit = (value: number, place: number): number => ZERO + (whole(value, place) % 10);

/** Division without a remainder; `| 0` lets the engine do it with integers. */
const whole = (value: number, by: number): number => (value / by) | 0;
