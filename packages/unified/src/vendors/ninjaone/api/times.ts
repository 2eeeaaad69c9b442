import { type Drift, timestampToRfc3339, toRfc3339 } from "@mdmkit/unified/vendor";

/** Larger numbers are milliseconds: as seconds they would be later than the year 5000. */
const MILLISECONDS_FROM = 1e11;
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** A time in seconds with a fraction; now and then milliseconds or ISO 8601 instead. */
export function timeOf(value: number | string | null | undefined, drift?: Drift): string | null | undefined {
  if (typeof value !== "number") return toRfc3339(value, drift);
  const milliseconds = millisecondsOf(value);
  if (milliseconds >= EARLIEST && milliseconds < LATEST) return timestampToRfc3339(milliseconds);
  return toRfc3339(value, drift);
}

/** Milliseconds of a time in seconds, or in milliseconds already. */
export function millisecondsOf(value: number): number {
  return Math.round(value >= MILLISECONDS_FROM ? value : value * 1000);
}

/** A time, where a day alone may come instead: it begins in UTC. */
export function dayOf(value: number | string | null | undefined, drift?: Drift): string | null | undefined {
  const day = typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value);
  return timeOf(day ? `${value}T00:00:00Z` : value, drift);
}
