/**
 * Every property of `T` must be written down; an optional one may be `undefined`, which reads as absent and leaves no
 * trace in JSON. A mapper returns this, so that a new unified property stops every mapper until someone decides.
 */
export type Complete<T> = { [Name in keyof Required<T>]: T[Name] };

/** A field whose vendor property is not known yet. It is absent, like a field that the vendor cannot provide. */
export const undecided = undefined;
