import type { EngineField } from "../contract/engine-fields.ts";
import type { FieldGroup, FieldsOf } from "./field-groups.ts";

/**
 * Every property of `T` must be written down; an optional one may be `undefined`, which reads as absent and leaves no
 * trace in JSON. A mapper returns this, so that a new unified property stops every mapper until someone decides. It leaves
 * out what the engine sets, and the groups of fields that it names as `LeftOut`, which are in no record of the vendor.
 */
export type Complete<T, LeftOut extends FieldGroup = never> = {
  [Name in Exclude<keyof Required<T>, EngineField | FieldsOf<LeftOut>>]: T[Name];
};

/** A field whose vendor property is not known yet. It is absent, like a field that the vendor cannot provide. */
export const undecided = undefined;
