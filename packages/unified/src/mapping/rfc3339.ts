import { noteDrift } from "./drift.ts";

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** A point in time as RFC 3339 in UTC. Blank is none; what is no time reads as absent. */
export function toRfc3339(value: string | null | undefined): string | null | undefined {
  if (value == null) return value;
  if (value === "") return null;
  if (typeof value === "string" && RFC3339.test(value)) {
    const milliseconds = Date.parse(value);
    if (!Number.isNaN(milliseconds))
      return value.endsWith("Z") ? value : new Date(milliseconds).toISOString();
  }
  noteDrift("not-a-date", value);
  return undefined;
}
