import type { Collection } from "../../../engine/records/collection.ts";
import type { Row } from "../../../engine/records/values.ts";

/** Every record, oldest first. */
export function allOf(collection: Collection): Row[] {
  const rows = collection.rows("id");
  return rows.slice(0, rows.length);
}

/** Each text once, as lists of tags and the like show them. */
export function distinct(values: readonly unknown[]): Row[] {
  const texts = new Set(values.filter((value) => typeof value === "string"));
  return [...texts].sort().map((value) => ({ value }));
}
