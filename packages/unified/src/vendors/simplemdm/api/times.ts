import { type Drift, toRfc3339 } from "@mdmkit/unified/vendor";

const OLDER = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)$/;

/** A time as ISO 8601, which older records write with blanks: `2015-10-01 18:38:47 -0700`. */
export function timeOf(value: string | null | undefined, drift?: Drift): string | null | undefined {
  const [, day, time, hours, minutes] = typeof value === "string" ? (OLDER.exec(value) ?? []) : [];
  return day ? toRfc3339(`${day}T${time}${hours}:${minutes}`, drift) : toRfc3339(value, drift);
}
