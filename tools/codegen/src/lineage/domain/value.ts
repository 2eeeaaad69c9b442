import type ts from "typescript";
import type { Module } from "./module.ts";

/**
 * What an expression can be, without running it. Several kinds at once mean that it is one of them; none at all, that it
 * never comes to be.
 */
export type Value = {
  readonly literals: ReadonlySet<Literal>;
  /** Anything that was made from `from`. */
  readonly computed: boolean;
  /** Vendor properties it can be, by path below the raw record. */
  readonly places: ReadonlySet<string>;
  /** Vendor properties that it is made from, or that decide which of its kinds it is. */
  readonly from: ReadonlySet<string>;
  readonly object?: ObjectValue | undefined;
  readonly array?: ArrayValue | undefined;
  readonly callables: readonly Callable[];
};

export type Literal = string | number | boolean | null | undefined;

/** An object that the code makes; changed in place by what writes into it. */
export type ObjectValue = {
  readonly members: Map<string, Value>;
  /** What else was spread into it: it may have any other member of that. */
  rest: Value;
  /** One of several, so that `rest` may have the members, too. */
  readonly isMerged?: boolean;
};

/** `items` is there while each is known by its position. */
type ArrayValue = { element: Value; items: readonly Value[] | undefined };

export type Callable =
  | { readonly kind: "closure"; readonly node: ClosureNode; readonly scope: Scope }
  | { readonly kind: "builtin"; readonly name: string }
  | { readonly kind: "outside"; readonly name: string };

export type ClosureNode =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration;

/** Names and what they stand for, inside a function or a block. */
export type Scope = {
  readonly module: Module;
  /** The scope of a block in this one. */
  inner(): Scope;
  /** The scope of a call of a function that is declared in this one. */
  call(): Scope;
  declare(name: string, value: Value): void;
  /** Notes what is left of a value here, after a condition. */
  narrow(name: string, value: Value): void;
  find(name: string): Value | undefined;
  /** Gives a name another value. False when there is no such name. */
  assign(name: string, value: Value, change: Assignment): boolean;
};

/** `certain`: it is sure to happen; `because`: what decides whether it does. */
export type Assignment = { readonly certain: boolean; readonly because: ReadonlySet<string> };

const NONE: ReadonlySet<never> = new Set();

export const NEVER: Value = { literals: NONE, computed: false, places: NONE, from: NONE, callables: [] };
export const UNDEFINED: Value = literal(undefined);
/** Something this tool knows nothing of, and that no vendor property makes. */
export const OPAQUE: Value = { ...NEVER, computed: true };

export function literal(...values: Literal[]): Value {
  return { ...NEVER, literals: new Set(values) };
}

export function placeAt(path: string): Value {
  return { ...NEVER, places: new Set([path]) };
}

export function callable(value: Callable): Value {
  return { ...NEVER, callables: [value] };
}

/** Anything made from the given values. */
export function computedFrom(...values: readonly Value[]): Value {
  return { ...OPAQUE, from: union(...values.map(sourcesOf)) };
}

export function arrayOf(items: readonly Value[]): Value {
  return { ...NEVER, array: { element: join(...items), items } };
}

/** An array of which only what its members can be is known. */
export function listOf(element: Value): Value {
  return { ...NEVER, array: { element, items: undefined } };
}

export function objectOf(members: Iterable<readonly [string, Value]> = []): Value {
  return { ...NEVER, object: { members: new Map(members), rest: NEVER } };
}

export function union<T>(...sets: readonly ReadonlySet<T>[]): ReadonlySet<T> {
  const filled = sets.filter(({ size }) => size > 0);
  if (filled.length < 2) return filled[0] ?? new Set();
  return new Set(filled.flatMap((set) => [...set]));
}

export function except<T>(set: ReadonlySet<T>, others: ReadonlySet<T>): ReadonlySet<T> {
  return new Set([...set].filter((one) => !others.has(one)));
}

/** One of the values. */
export function join(...values: readonly Value[]): Value {
  const [first = NEVER, second, ...others] = values.filter((value) => value !== NEVER);
  if (!second) return first;
  return [second, ...others].reduce(joinTwo, first);
}

function joinTwo(one: Value, other: Value): Value {
  if (one === other) return one;
  return {
    literals: union(one.literals, other.literals),
    computed: one.computed || other.computed,
    places: union(one.places, other.places),
    from: union(one.from, other.from),
    object: joinObjects(one.object, other.object),
    array: joinArrays(one.array, other.array),
    callables: [...new Set([...one.callables, ...other.callables])],
  };
}

function joinObjects(one?: ObjectValue, other?: ObjectValue): ObjectValue | undefined {
  if (!one || !other) return one ?? other;
  const names = new Set([...one.members.keys(), ...other.members.keys()]);
  const members = [...names].map((name) => {
    const both = [one, other].map(({ members }) => members.get(name) ?? UNDEFINED);
    return [name, join(...both)] as const;
  });
  return { members: new Map(members), rest: join(one.rest, other.rest), isMerged: true };
}

function joinArrays(one?: ArrayValue, other?: ArrayValue): ArrayValue | undefined {
  if (!one || !other) return one ?? other;
  const { items: left, items: _left } = one;
  const right = other.items;
  const items =
    left && right && left.length === right.length
      ? left.map((item, index) => join(item, right[index] ?? NEVER))
      : undefined;
  return { element: join(one.element, other.element), items };
}

/** The value, decided or made by more. */
export function withSources(value: Value, from: ReadonlySet<string>): Value {
  return from.size === 0 || value === NEVER ? value : { ...value, from: union(value.from, from) };
}

/** Every vendor property that the value or anything inside of it depends on. */
export function sourcesOf(value: Value): ReadonlySet<string> {
  if (!value.object && !value.array) {
    return value.places.size === 0 ? value.from : union(value.places, value.from);
  }
  const found = new Set<string>();
  collectSources(value, found, new Set());
  return found;
}

function collectSources(value: Value, found: Set<string>, seen: Set<object>): void {
  for (const path of value.places) found.add(path);
  for (const path of value.from) found.add(path);
  for (const inner of partsOf(value, seen)) collectSources(inner, found, seen);
}

function partsOf({ object, array }: Value, seen: Set<object>): Value[] {
  const parts: Value[] = [];
  if (object && !seen.has(object)) parts.push(...object.members.values(), object.rest);
  if (array && !seen.has(array)) parts.push(array.element, ...(array.items ?? []));
  if (object) seen.add(object);
  if (array) seen.add(array);
  return parts;
}

/** A yes or no that the values decide. */
export function decidedBy(...values: readonly Value[]): Value {
  return withSources(literal(true, false), union(...values.map(sourcesOf)));
}

/** Whether nothing but constants can be in it. */
export function isKnown({ computed, places }: Value): boolean {
  return !computed && places.size === 0;
}

/** The one constant it is, in a list, as undefined is one. */
export function onlyLiteral(value: Value): [Literal] | undefined {
  const { literals, object, array, callables } = value;
  if (!isKnown(value) || object || array || callables.length > 0 || literals.size !== 1) return undefined;
  const [only] = literals;
  return [only];
}

/** Whether it is certain to be absent. */
export function isUndefined(value: Value): boolean {
  const only = onlyLiteral(value);
  return only !== undefined && only[0] === undefined;
}
