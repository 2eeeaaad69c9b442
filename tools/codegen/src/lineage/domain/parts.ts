import { type Literal, literal, NEVER, sourcesOf, type Value } from "./value.ts";

type Truth = { readonly canHold: boolean; readonly canFail: boolean };

/** Whether a value can be truthy, and whether it can be falsy. */
export function truthOf({ literals, computed, properties, object, array, callables }: Value): Truth {
  const open = computed || properties.size > 0;
  const constants = [...literals];
  return {
    canHold: open || Boolean(object || array) || callables.length > 0 || constants.some(Boolean),
    canFail: open || constants.some((constant) => !constant),
  };
}

/** The value without null and undefined. */
export function presentPart(value: Value): Value {
  return withoutLiterals(value, (constant) => constant != null);
}

/** The value where it is truthy. */
export function truthyPart(value: Value): Value {
  return withoutLiterals(value, Boolean);
}

function withoutLiterals(value: Value, keep: (constant: Literal) => boolean): Value {
  const literals = new Set([...value.literals].filter(keep));
  return literals.size === value.literals.size ? value : { ...value, literals };
}

/** The value where it is null or undefined. */
export function absentPart(value: Value): Value {
  return constantPart(value, [undefined, null], (constant) => constant == null);
}

/** The value where it is falsy. */
export function falsyPart(value: Value): Value {
  return constantPart(value, [undefined, null, false], (constant) => !constant);
}

function constantPart(value: Value, open: readonly Literal[], keep: (constant: Literal) => boolean): Value {
  const { literals, computed, properties } = value;
  const kept = [...literals].filter(keep);
  const all = computed || properties.size > 0 ? [...kept, ...open] : kept;
  return { ...(all.length > 0 ? literal(...all) : NEVER), from: sourcesOf(value) };
}
