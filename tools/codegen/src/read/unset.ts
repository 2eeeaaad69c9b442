import type { Confidence } from "./confidence.ts";
import type { JsonValue } from "./json.ts";

/** What a property holds where nothing was set or collected, as `x-mdmkit-unset` says it. */
export type Unset = {
  /** None: whatever it holds is a statement. */
  readonly values: readonly JsonValue[];
  /** Properties any of which shows that the value was collected: of the same object, or `$.a.b` of the record. */
  readonly unless: readonly string[];
  /** How it is known; the overlay's action says from where. */
  readonly confidence: Confidence;
};

/** Reads the annotation of a schema. `checkUnset` has seen to its form. */
export function unsetOf(schema: { readonly [keyword: string]: unknown }): Unset | undefined {
  const annotation = schema["x-mdmkit-unset"];
  if (typeof annotation !== "object" || annotation === null) return undefined;
  return { values: [], unless: [], confidence: "inferred", ...annotation };
}
