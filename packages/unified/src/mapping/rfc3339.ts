import { noteDrift } from "./drift.ts";

const RFC3339 =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** A point in time as RFC 3339 in UTC. Blank is none; what is no time reads as absent. */
export function toRfc3339(value: string | null | undefined): string | null | undefined {
  if (value == null) return value;
  if (value === "") return null;
  if (typeof value === "string" && RFC3339.test(value) && isInMonth(value)) {
    return value.endsWith("Z") ? value : new Date(value).toISOString();
  }
  noteDrift("not-a-date", value);
  return undefined;
}

/** Whether the month has that day; the pattern has seen to it that some month has. */
function isInMonth(value: string): boolean {
  const day = Number(value.slice(8, 10));
  if (day <= 28) return true;
  const month = Number(value.slice(5, 7));
  if (month !== 2) return day <= 30 || LONG_MONTHS.has(month);
  const year = Number(value.slice(0, 4));
  return day === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const LONG_MONTHS: ReadonlySet<number> = new Set([1, 3, 5, 7, 8, 10, 12]);
