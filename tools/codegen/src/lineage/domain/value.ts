import type ts from "typescript";
import type { Module } from "./module.ts";

/**
 * The possible results of an expression. With several parts it is one of them; without any, the expression is never
 * reached.
 */
export type Value = {
  readonly literals: ReadonlySet<Literal>;
  /** It can be anything that was computed from `from`. */
  readonly computed: boolean;
  /** It can be one of these vendor properties, by path in the raw record. */
  readonly properties: ReadonlySet<string>;
  /** Vendor properties that it was computed from, or that decide between its possibilities. */
  readonly from: ReadonlySet<string>;
  readonly object?: ObjectValue | undefined;
  readonly array?: ArrayValue | undefined;
  readonly callables: readonly Callable[];
};

export type Literal = string | number | boolean | null | undefined;

/** An object that the code creates. Assignments change it in place. */
export type ObjectValue = {
  readonly members: Map<string, Value>;
  /** A value that was spread into it, whose members are not known. */
  rest: Value;
  /** A join of several objects, so that `rest` may replace known members. */
  readonly isMerged?: boolean;
};

/** `items` is defined while each position is known. */
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

/** The names in a function or block, with their values. */
export type Scope = {
  readonly module: Module;
  /** A scope for a block inside. */
  inner(): Scope;
  /** A scope for a call of a function that is declared here. */
  call(): Scope;
  declare(name: string, value: Value): void;
  /** Sets the value of a name after a condition. */
  narrow(name: string, value: Value): void;
  find(name: string): Value | undefined;
  /** Assigns to a name. Returns false if it does not exist. */
  assign(name: string, value: Value, change: Assignment): boolean;
};

/** `certain`: whether the assignment always happens; `because`: the sources that decide it. */
export type Assignment = { readonly certain: boolean; readonly because: ReadonlySet<string> };

const NONE: ReadonlySet<never> = new Set();

export const NEVER: Value = { literals: NONE, computed: false, properties: NONE, from: NONE, callables: [] };
export const UNDEFINED: Value = literal(undefined);
/** An unknown value without sources. */
export const OPAQUE: Value = { ...NEVER, computed: true };

export function literal(...values: Literal[]): Value {
  return { ...NEVER, literals: new Set(values) };
}

export function propertyAt(path: string): Value {
  return { ...NEVER, properties: new Set([path]) };
}

export function callable(value: Callable): Value {
  return { ...NEVER, callables: [value] };
}

/** A value that is computed from the given values. */
export function computedFrom(...values: readonly Value[]): Value {
  return { ...OPAQUE, from: union(...values.map(sourcesOf)) };
}

export function arrayOf(items: readonly Value[]): Value {
  return { ...NEVER, array: { element: join(...items), items } };
}

/** A list whose length is not known. */
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

/** A value that is one of the given values. */
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
    properties: union(one.properties, other.properties),
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

/** The value with additional sources. */
export function withSources(value: Value, from: ReadonlySet<string>): Value {
  return from.size === 0 || value === NEVER ? value : { ...value, from: union(value.from, from) };
}

/** Every vendor property that the value or its members depend on. */
export function sourcesOf(value: Value): ReadonlySet<string> {
  if (!value.object && !value.array) {
    return value.properties.size === 0 ? value.from : union(value.properties, value.from);
  }
  const found = new Set<string>();
  collectSources(value, found, new Set());
  return found;
}

function collectSources(value: Value, found: Set<string>, seen: Set<object>): void {
  for (const path of value.properties) found.add(path);
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

/** A boolean that depends on the values. */
export function decidedBy(...values: readonly Value[]): Value {
  return withSources(literal(true, false), union(...values.map(sourcesOf)));
}

/** Whether it consists of constants only. */
export function isKnown({ computed, properties }: Value): boolean {
  return !computed && properties.size === 0;
}

/** The constant, if it can be only one; in a tuple, since the constant may be undefined. */
export function onlyLiteral(value: Value): [Literal] | undefined {
  const { literals, object, array, callables } = value;
  if (!isKnown(value) || object || array || callables.length > 0 || literals.size !== 1) return undefined;
  const [only] = literals;
  return [only];
}

/** Whether it is certainly undefined. */
export function isUndefined(value: Value): boolean {
  const only = onlyLiteral(value);
  return only !== undefined && only[0] === undefined;
}
