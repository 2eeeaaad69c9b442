import { createHash } from "node:crypto";

const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;
const PART = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/([1-9]\d*))?$/;

/**
 * Whether a text is a cron expression with five fields of numbers, `*`, ranges, steps and lists, for days that there are, and with no value
 * twice. The queue takes no other.
 */
export function isCron(text: string): boolean {
  const fields = text.trim().split(/\s+/);
  const isWritten =
    fields.length === RANGES.length && RANGES.every((range, index) => isField(fields[index] ?? "", range));
  if (!isWritten) return false;
  const [, , days = "*", months = "*", weekdays] = fields;
  // With a day of the week, either of the two is enough.
  return weekdays !== "*" || isInMonths(days, months);
}

function isField(field: string, [least, most]: (typeof RANGES)[number]): boolean {
  if (!field.split(",").every((part) => isPart(part, least, most))) return false;
  // Sunday is 0 and 7.
  const every = most === 7 ? field.replaceAll("*", "0-6") : field;
  const values = valuesIn(every, least, most).map((value) => (most === 7 ? value % 7 : value));
  return new Set(values).size === values.length;
}

function isPart(part: string, least: number, most: number): boolean {
  const match = PART.exec(part);
  if (!match) return false;
  const [, from, to] = match;
  const first = from === undefined ? least : Number(from);
  const last = to === undefined ? first : Number(to);
  return least <= first && first <= last && last <= most;
}

const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether one of the months has one of the days: a schedule for a 31st of February would never come. */
function isInMonths(days: string, months: string): boolean {
  const first = Math.min(...valuesIn(days, 1, 31));
  return valuesIn(months, 1, 12).some((month) => first <= (LONGEST[month - 1] ?? 0));
}

function valuesIn(field: string, least: number, most: number): number[] {
  return field.split(",").flatMap((part) => {
    const [, from, to, step] = PART.exec(part) ?? [];
    const first = Number(from ?? least);
    const last = Math.max(first, Number(to ?? (from === undefined || step !== undefined ? most : from)));
    const every = Number(step ?? 1);
    return Array.from(
      { length: Math.floor((last - first) / every) + 1 },
      (_, index) => first + index * every,
    );
  });
}

/** Once a night, at a time that differs from account to account. */
export function nightly(account: string): string {
  const [hour = 0, minute = 0] = createHash("sha256").update(account).digest();
  return `${minute % 60} ${hour % 5} * * *`;
}
