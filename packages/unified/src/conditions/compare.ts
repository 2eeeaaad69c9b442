import type { ConditionOperator, ConditionValue } from "../contract/model.ts";
import { looseTimeToRfc3339 } from "../mapping/rfc3339.ts";
import { compareVersions } from "./compare-versions.ts";
import type { FieldKind, Scalar } from "./fields.ts";
import { matchesPattern } from "./matches-pattern.ts";

/** Compares two values; undefined where vendors would not agree on the answer, or where the two cannot be compared. */
export function compare(
  kind: FieldKind,
  operator: ConditionOperator,
  actual: Scalar,
  expected: NonNullable<ConditionValue>,
  now: Date,
): boolean | undefined {
  if (kind === "time") return compareTimes(operator, actual, expected, now);
  // A custom field may say "true", "Yes" or "1".
  if (kind === "flag") return typeof actual === "boolean" ? actual === expected : undefined;
  if (kind === "number") return ordered(operator, numberIn(actual) - Number(expected));
  if (kind === "word") return normal(actual) === normal(expected);
  if (kind === "version") {
    const order = compareVersions(String(actual), String(expected));
    if (operator !== "eq") return ordered(operator, order) ?? compareTexts(operator, actual, expected);
    // `14.5` and `14.5.0` are one version, and two texts.
    const isSameText = normal(actual) === normal(expected);
    return isSameText || order !== 0 ? isSameText : undefined;
  }
  return compareTexts(operator, actual, expected);
}

/** NaN for a text that is no plain number: a blank one is 0 to JavaScript. */
const numberIn = (value: Scalar): number =>
  typeof value === "number" || /^\s*[+-]?\d+(\.\d+)?\s*$/.test(String(value)) ? Number(value) : Number.NaN;

const normal = (value: Scalar): string => String(value).trim().toLowerCase();

function compareTexts(operator: ConditionOperator, actual: Scalar, expected: Scalar): boolean | undefined {
  const [text, part] = [normal(actual), normal(expected)];
  if (operator === "eq") return text === part;
  if (operator === "contains") return text.includes(part);
  if (operator === "starts_with") return text.startsWith(part);
  if (operator === "ends_with") return text.endsWith(part);
  return operator === "matches" ? matchesPattern(String(actual), String(expected)) : undefined;
}

function ordered(operator: ConditionOperator, difference: number | undefined): boolean | undefined {
  if (difference === undefined || Number.isNaN(difference)) return undefined;
  if (operator === "eq") return difference === 0;
  if (operator === "gt") return difference > 0;
  if (operator === "ge") return difference >= 0;
  if (operator === "lt") return difference < 0;
  return operator === "le" ? difference <= 0 : undefined;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Where a day begins depends on the vendor's server: from 14 hours before that in UTC to 12 hours after it. */
const EARLIEST = 14 * HOUR;
const LATEST = 12 * HOUR;

/** The first and last moment that a text can mean, such as a time without an offset. Undefined for words, and for dates in other orders. */
function momentsIn(text: string): readonly [number, number] | undefined {
  const exact = looseTimeToRfc3339(text);
  if (exact) return [Date.parse(exact), Date.parse(exact)];
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?$/.exec(text) ?? [];
  const start = Date.parse(`${day}T${time ?? "00:00"}Z`);
  return Number.isNaN(start) ? undefined : [start - EARLIEST, start + LATEST + (time ? 0 : DAY)];
}

function compareTimes(operator: ConditionOperator, actual: Scalar, expected: Scalar, now: Date) {
  const moments = momentsIn(String(actual).trim());
  if (!moments) return undefined;
  const [first, last] = moments;
  const answer = compareMoment(operator, first, expected, now);
  return first === last || answer === compareMoment(operator, last, expected, now) ? answer : undefined;
}

function compareMoment(operator: ConditionOperator, time: number, expected: Scalar, now: Date) {
  if (operator === "before" || operator === "after" || operator === "eq") {
    const limit = Date.parse(String(expected));
    if (Number.isNaN(limit)) return undefined;
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(String(expected));
    if (!isDay)
      return operator === "eq" ? time === limit : operator === "before" ? time < limit : time > limit;
    if (time < limit - EARLIEST) return operator === "before";
    if (time >= limit + DAY + LATEST) return operator === "after";
    return operator === "before" && time >= limit + LATEST ? false : undefined;
  }
  const isPast = operator === "more_than_days_ago" || operator === "less_than_days_ago";
  const days = ((now.getTime() - time) / DAY) * (isPast ? 1 : -1);
  return operator === "more_than_days_ago" || operator === "in_more_than_days"
    ? beyond(days, Number(expected))
    : within(days, Number(expected));
}

/** Some vendors count days of 24 hours and some those of the calendar, so that near the limit only they know. */
function beyond(days: number, limit: number): boolean | undefined {
  if (days > limit + 1) return true;
  return days < limit - 1 ? false : undefined;
}

function within(days: number, limit: number): boolean | undefined {
  if (days < -1 || days > limit + 1) return false;
  return days >= 0 && days < limit - 1 ? true : undefined;
}
