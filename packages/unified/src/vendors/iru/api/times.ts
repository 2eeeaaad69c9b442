import { type Drift, toRfc3339 } from "@mdmkit/unified/vendor";

/** A time in any of the forms that records have: some have a blank in place of the `T`. */
export function timeOf(value: string | null | undefined, drift?: Drift): string | null | undefined {
  return toRfc3339(typeof value === "string" ? value.replace(" ", "T") : value, drift);
}
