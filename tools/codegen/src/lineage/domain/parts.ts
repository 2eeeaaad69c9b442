import { type Literal, literal, NEVER, sourcesOf, type Value } from "./value.ts";

type Truth = { readonly canHold: boolean; readonly canFail: boolean };

/** Whether a value can pass as a condition, and whether it can fail as one. */
export function truthOf({ literals, computed, places, object, array, callables }: Value): Truth {
  const open = computed || places.size > 0;
  const constants = [...literals];
  return {
    canHold: open || Boolean(object || array) || callables.length > 0 || constants.some(Boolean),
    canFail: open || constants.some((constant) => !constant),
  };
}

/** What is left of a value where it is neither null nor undefined. */
export function presentPart(value: Value): Value {
  return withoutLiterals(value, (constant) => constant != null);
}

/** What is left of a value where it holds as a condition. */
export function truthyPart(value: Value): Value {
  return withoutLiterals(value, Boolean);
}

function withoutLiterals(value: Value, keep: (constant: Literal) => boolean): Value {
  const literals = new Set([...value.literals].filter(keep));
  return literals.size === value.literals.size ? value : { ...value, literals };
}

/** What is left of a value where it is null or undefined: nothing one could look into. */
export function absentPart(value: Value): Value {
  return constantPart(value, [undefined, null], (constant) => constant == null);
}

/** What is left of a value where it fails as a condition. */
export function falsyPart(value: Value): Value {
  return constantPart(value, [undefined, null, false], (constant) => !constant);
}

function constantPart(value: Value, open: readonly Literal[], keep: (constant: Literal) => boolean): Value {
  const { literals, computed, places } = value;
  const kept = [...literals].filter(keep);
  const all = computed || places.size > 0 ? [...kept, ...open] : kept;
  return { ...(all.length > 0 ? literal(...all) : NEVER), from: sourcesOf(value) };
}
