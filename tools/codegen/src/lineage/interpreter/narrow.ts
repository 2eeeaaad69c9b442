import ts from "typescript";
import type { Context, Here } from "../domain/context.ts";
import { absentPart, falsyPart, presentPart, truthyPart } from "../domain/parts.ts";
import { except, type Scope, union, type Value } from "../domain/value.ts";

const { SyntaxKind } = ts;

type Part = (value: Value) => Value;

/** A scope in which a condition holds or fails; the values of its names are narrowed. */
export function narrow(condition: ts.Expression, holds: boolean, { scope, context }: Here): Scope {
  const inner = scope.inner();
  narrowIn(inner, condition, holds, context);
  return inner;
}

/** The same for the rest of a block. */
export function narrowIn(scope: Scope, condition: ts.Expression, holds: boolean, context: Context): void {
  if (ts.isParenthesizedExpression(condition)) narrowIn(scope, condition.expression, holds, context);
  else if (ts.isPrefixUnaryExpression(condition) && condition.operator === SyntaxKind.ExclamationToken)
    narrowIn(scope, condition.operand, !holds, context);
  else if (ts.isCallExpression(condition)) {
    const [argument] = condition.arguments;
    const isArrayTest = condition.expression.getText() === "Array.isArray";
    if (isArrayTest && !holds && argument && ts.isIdentifier(argument))
      keep(scope, argument, (value) => exceptLists(value, context));
  } else if (ts.isIdentifier(condition)) keep(scope, condition, holds ? truthyPart : falsyPart);
  else if (ts.isBinaryExpression(condition)) narrowByOperator(scope, condition, holds, context);
}

/** A documented list that is not an array has an unknown type, so its members are not known. */
function exceptLists(value: Value, { record }: Context): Value {
  const lists = [...value.properties].filter((path) => record.isList(path));
  if (lists.length === 0) return { ...value, array: undefined };
  const properties = except(value.properties, new Set(lists));
  return { ...value, array: undefined, computed: true, properties, from: union(value.from, new Set(lists)) };
}

function narrowByOperator(
  scope: Scope,
  { left, operatorToken, right }: ts.BinaryExpression,
  holds: boolean,
  context: Context,
): void {
  const operator = operatorToken.kind;
  const both = holds ? SyntaxKind.AmpersandAmpersandToken : SyntaxKind.BarBarToken;
  if (operator === both) {
    narrowIn(scope, left, holds, context);
    narrowIn(scope, right, holds, context);
  }
  const isNull = right.kind === SyntaxKind.NullKeyword;
  const isUndefined = ts.isIdentifier(right) && right.text === "undefined";
  if (!ts.isIdentifier(left) || !(isNull || isUndefined)) return;
  const isEqual =
    operator === SyntaxKind.EqualsEqualsToken || operator === SyntaxKind.EqualsEqualsEqualsToken;
  const isUnequal =
    operator === SyntaxKind.ExclamationEqualsToken || operator === SyntaxKind.ExclamationEqualsEqualsToken;
  if (!isEqual && !isUnequal) return;
  if (isEqual === holds) keep(scope, left, absentPart);
  else if (operator === SyntaxKind.EqualsEqualsToken || operator === SyntaxKind.ExclamationEqualsToken)
    keep(scope, left, presentPart);
  else keep(scope, left, (value) => exceptLiteral(value, isNull ? null : undefined));
}

function exceptLiteral(value: Value, literal: null | undefined): Value {
  return { ...value, literals: new Set([...value.literals].filter((one) => one !== literal)) };
}

function keep(scope: Scope, { text }: ts.Identifier, part: Part): void {
  const value = scope.find(text);
  if (value) scope.narrow(text, part(value));
}
