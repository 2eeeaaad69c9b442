import { noteDrift } from "./mapping/drift.ts";
import type { ComputedFields } from "./vendor.ts";

/** What `extend` put on top of a mapper, for one record. A function that throws costs its own field, not the record. */
export function computeFields<Item>(fields: ComputedFields<object, Item>, raw: object, item: Item): object {
  const results: Record<string, unknown> = {};
  for (const [field, compute] of Object.entries(fields)) {
    try {
      results[field] = compute?.(raw, item);
    } catch {
      results[field] = undefined;
      noteDrift("override-failed", field);
    }
  }
  return results;
}
