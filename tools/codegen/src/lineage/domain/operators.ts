import ts from "typescript";
import type { Context } from "./context.ts";
import { below } from "./read.ts";
import {
  computedFrom,
  isKnown,
  type Literal,
  literal,
  onlyLiteral,
  sourcesOf,
  UNDEFINED,
  union,
  type Value,
  withSources,
} from "./value.ts";

const { SyntaxKind } = ts;

type Compare = (one: Literal, other: Literal) => boolean;

/** `==` on constants: null equals undefined, other types are not converted. */
const loose: Compare = (one, other) =>
  one == null || other == null ? one == null && other == null : one === other;
const strict: Compare = (one, other) => one === other;
const onNumbers =
  (compare: (one: number, other: number) => boolean): Compare =>
  (one, other) =>
    compare(Number(one), Number(other));

const COMPARISONS: ReadonlyMap<ts.SyntaxKind, Compare> = new Map([
  [SyntaxKind.EqualsEqualsToken, loose],
  [SyntaxKind.ExclamationEqualsToken, (one, other) => !loose(one, other)],
  [SyntaxKind.EqualsEqualsEqualsToken, strict],
  [SyntaxKind.ExclamationEqualsEqualsToken, (one, other) => one !== other],
  [SyntaxKind.LessThanToken, onNumbers((one, other) => one < other)],
  [SyntaxKind.LessThanEqualsToken, onNumbers((one, other) => one <= other)],
  [SyntaxKind.GreaterThanToken, onNumbers((one, other) => one > other)],
  [SyntaxKind.GreaterThanEqualsToken, onNumbers((one, other) => one >= other)],
]);

const EQUALITIES: ReadonlySet<ts.SyntaxKind> = new Set([...COMPARISONS.keys()].slice(0, 4));
const NEGATED: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.ExclamationEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
]);

const ARITHMETIC: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.PlusToken,
  SyntaxKind.MinusToken,
  SyntaxKind.AsteriskToken,
  SyntaxKind.AsteriskAsteriskToken,
  SyntaxKind.SlashToken,
  SyntaxKind.PercentToken,
  SyntaxKind.AmpersandToken,
  SyntaxKind.BarToken,
  SyntaxKind.CaretToken,
  SyntaxKind.LessThanLessThanToken,
  SyntaxKind.GreaterThanGreaterThanToken,
  SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
]);

/** The result of an operator; undefined if it is not supported. */
export function combine(operator: ts.SyntaxKind, left: Value, right: Value): Value | undefined {
  const compare = COMPARISONS.get(operator);
  if (compare)
    return withSources(
      compareValues(operator, compare, left, right),
      union(sourcesOf(left), sourcesOf(right)),
    );
  return ARITHMETIC.has(operator) ? computedFrom(left, right) : undefined;
}

function compareValues(operator: ts.SyntaxKind, compare: Compare, left: Value, right: Value): Value {
  if (isConstant(left) && isConstant(right)) {
    const pairs = [...left.literals].flatMap((one) =>
      [...right.literals].map((other) => compare(one, other)),
    );
    return literal(...pairs);
  }
  if (EQUALITIES.has(operator) && (isOnlyObject(left, right) || isOnlyObject(right, left))) {
    return literal(NEGATED.has(operator));
  }
  return literal(true, false);
}

/** An object never equals a constant. */
function isOnlyObject(value: Value, constant: Value): boolean {
  const isObject = Boolean(value.object || value.array) || value.callables.length > 0;
  return isObject && isKnown(value) && value.literals.size === 0 && isConstant(constant);
}

function isConstant(value: Value): boolean {
  return (
    isKnown(value) && !value.object && !value.array && value.callables.length === 0 && value.literals.size > 0
  );
}

/** The result of `typeof`. */
export function typeOf(value: Value): Value {
  const { literals, computed, properties, object, array, callables } = value;
  const words = new Set([...literals].map((constant): string => typeof constant));
  if ([...literals].includes(null)) words.add("object");
  if (object || array) words.add("object");
  if (callables.length > 0) words.add("function");
  const from = sourcesOf(value);
  return computed || properties.size > 0 ? computedFrom(value) : withSources(literal(...words), from);
}

/** `name in value`. */
export function hasMember({ record }: Context, key: Value, value: Value, node: ts.Node): Value {
  const name = onlyLiteral(key)?.[0];
  if (typeof name !== "string")
    return withSources(literal(true, false), union(sourcesOf(key), sourcesOf(value)));
  const { object, properties, computed } = value;
  const there = [...properties]
    .map((path) => below(path, name))
    .filter((path) => record.find(path, node) !== "elsewhere");
  const canHold =
    there.length > 0 ||
    computed ||
    Boolean(object && (object.members.has(name) || object.rest.properties.size > 0));
  // In a join of objects, a member that some lack can be undefined.
  const canFail =
    properties.size > 0 || computed || (object?.members.get(name) ?? UNDEFINED).literals.has(undefined);
  const results = [...(canHold ? [true] : []), ...(canFail ? [false] : [])];
  return withSources(literal(...results), union(value.from, new Set(there)));
}
