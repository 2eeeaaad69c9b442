import { noteDrift } from "./mapping/drift.ts";

/** Fields of a record as functions of the vendor's own record and of the unified one. */
export type FieldFunctions = { readonly [field: string]: (raw: never, record: never) => unknown };

/** Puts computed fields into a record, all from the record as it was. One that throws costs its field, not the record. */
export function computeFields(fields: FieldFunctions, raw: object, record: object): void {
  const results: Record<string, unknown> = {};
  for (const [field, compute] of Object.entries(fields)) {
    try {
      // The boundary: `extend` checked the functions against the types of this vendor's records.
      results[field] = compute(raw as never, record as never);
    } catch {
      results[field] = undefined;
      noteDrift("override-failed", field);
    }
  }
  Object.assign(record, results);
}
