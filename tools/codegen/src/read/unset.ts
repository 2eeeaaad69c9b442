import type { JsonValue } from "./json.ts";

/** What a property holds where nothing was set or collected, as `x-mdmkit-unset` says it. */
export type Unset = {
  /** None: whatever it holds is a statement. */
  readonly values: readonly JsonValue[];
  /** Properties any of which shows that the value was collected: of the same object, or `$.a.b` of the record. */
  readonly unless: readonly string[];
  /** Where it was seen, or why it is inferred. */
  readonly source: string;
};

/** Reads the annotation of a schema. `checkUnset` has seen to its form. */
export function unsetOf(schema: { readonly [keyword: string]: unknown }): Unset | undefined {
  const annotation = schema["x-mdmkit-unset"];
  if (typeof annotation !== "object" || annotation === null) return undefined;
  return { values: [], unless: [], source: "", ...annotation };
}
