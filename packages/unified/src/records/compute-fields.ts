import { isRecord } from "./record.ts";

/** Fields of a record as functions of the vendor's own record and of the unified one. */
export type FieldFunctions = { readonly [field: string]: (raw: never, record: never) => unknown };

/**
 * Puts computed fields into a record, all from the record as it was. One that throws, or gives a promise, costs its field,
 * and `onFailure` is called with its name.
 */
export function computeFields(
  fields: FieldFunctions,
  raw: object,
  record: object,
  onFailure: (field: string) => void,
): void {
  const results: Record<string, unknown> = {};
  for (const [field, compute] of Object.entries(fields)) {
    try {
      // The boundary: `extend` checked the functions against the types of this vendor's records.
      results[field] = settled(compute(raw as never, record as never));
    } catch {
      results[field] = undefined;
      onFailure(field);
    }
  }
  Object.assign(record, results);
}

/** A promise is not a value: the record is returned before it settles. Its rejection is ignored. */
function settled(result: unknown): unknown {
  if (!isRecord(result) || !("then" in result)) return result;
  Promise.resolve(result).catch(() => {});
  throw new TypeError("A computed field cannot wait.");
}
