import ts from "typescript";
import { evaluate, fork, type Here, maybe } from "../domain/context.ts";
import { fail } from "../domain/module.ts";
import { combine, hasMember, typeOf } from "../domain/operators.ts";
import { absentPart, falsyPart, presentPart, truthOf, truthyPart } from "../domain/parts.ts";
import { elementOf, readAt, readMember } from "../domain/read.ts";
import {
  callable,
  computedFrom,
  join,
  listOf,
  literal,
  OPAQUE,
  onlyLiteral,
  sourcesOf,
  UNDEFINED,
  union,
  type Value,
  withSources,
} from "../domain/value.ts";
import { assign } from "./assign.ts";
import { evaluateCall, evaluateNew } from "./call.ts";
import { evaluateArray, evaluateObject } from "./literals.ts";
import { narrow } from "./narrow.ts";
import { resolveName } from "./resolve.ts";

const { SyntaxKind } = ts;

/** The value of an expression. */
export function evaluateExpression(node: ts.Expression, here: Here): Value {
  const { context } = here;
  if (ts.isIdentifier(node)) return resolveName(node, here.scope, context);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
    return evaluate(node.expression, here);
  if (ts.isNonNullExpression(node) || ts.isAwaitExpression(node)) return evaluate(node.expression, here);
  if (ts.isPropertyAccessExpression(node))
    return readMember(context, evaluate(node.expression, here), node.name.text, node.name);
  if (ts.isElementAccessExpression(node))
    return readAt(context, evaluate(node.expression, here), evaluate(node.argumentExpression, here), node);
  if (ts.isCallExpression(node)) return evaluateCall(node, here);
  if (ts.isNewExpression(node)) return evaluateNew(node, here);
  if (ts.isObjectLiteralExpression(node)) return evaluateObject(node, here);
  if (ts.isArrayLiteralExpression(node)) return evaluateArray(node, here);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node))
    return callable({ kind: "closure", node, scope: here.scope });
  if (ts.isConditionalExpression(node)) return evaluateChoice(node, here);
  if (ts.isBinaryExpression(node)) return evaluateBinary(node, here);
  if (ts.isPrefixUnaryExpression(node)) return evaluatePrefix(node, here);
  if (ts.isTypeOfExpression(node)) return typeOf(evaluate(node.expression, here));
  if (ts.isTemplateExpression(node)) return evaluateTemplate(node, here);
  if (ts.isYieldExpression(node)) return evaluateYield(node, here);
  return evaluateConstant(node, here);
}

function evaluateConstant(node: ts.Expression, here: Here): Value {
  if (ts.isStringLiteralLike(node)) return literal(node.text);
  if (ts.isNumericLiteral(node)) return literal(Number(node.text));
  if (node.kind === SyntaxKind.TrueKeyword) return literal(true);
  if (node.kind === SyntaxKind.FalseKeyword) return literal(false);
  if (node.kind === SyntaxKind.NullKeyword) return literal(null);
  if (node.kind === SyntaxKind.RegularExpressionLiteral) return OPAQUE;
  if (ts.isVoidExpression(node)) return UNDEFINED;
  if (ts.isPostfixUnaryExpression(node))
    return assign(node.operand, computedFrom(evaluate(node.operand, here)), here);
  return fail(
    node,
    `${SyntaxKind[node.kind]} cannot be followed`,
    "Use supported syntax, or extend tools/codegen/src/lineage.",
  );
}

function evaluateTemplate(node: ts.TemplateExpression, here: Here): Value {
  const values = node.templateSpans.map(({ expression }) => evaluate(expression, here));
  return computedFrom(...values);
}

/** The result of a generator is a list of the yielded values. */
function evaluateYield({ expression, asteriskToken }: ts.YieldExpression, here: Here): Value {
  const value = expression ? evaluate(expression, here) : UNDEFINED;
  const given = asteriskToken ? elementOf(here.context, value, expression ?? asteriskToken) : value;
  here.frame.returns.push(withSources(listOf(given), here.frame.control));
  return OPAQUE;
}

function evaluatePrefix(node: ts.PrefixUnaryExpression, here: Here): Value {
  const value = evaluate(node.operand, here);
  if (node.operator === SyntaxKind.ExclamationToken) {
    const { canHold, canFail } = truthOf(value);
    const results = [...(canFail ? [true] : []), ...(canHold ? [false] : [])];
    return withSources(literal(...results), sourcesOf(value));
  }
  const isStep = node.operator === SyntaxKind.PlusPlusToken || node.operator === SyntaxKind.MinusMinusToken;
  if (isStep) return assign(node.operand, computedFrom(value), here);
  const constant = onlyLiteral(value)?.[0];
  if (node.operator === SyntaxKind.MinusToken && typeof constant === "number") return literal(-constant);
  return computedFrom(value);
}

/** `condition ? one : other`: an impossible branch is ignored, and the condition is a source. */
function evaluateChoice(node: ts.ConditionalExpression, here: Here): Value {
  const condition = evaluate(node.condition, here);
  const { canHold, canFail } = truthOf(condition);
  const branch = (expression: ts.Expression, holds: boolean) =>
    evaluate(expression, { ...here, scope: narrow(node.condition, holds, here) });
  if (!canFail) return branch(node.whenTrue, true);
  if (!canHold) return branch(node.whenFalse, false);
  const either = fork(here.context, [() => branch(node.whenTrue, true), () => branch(node.whenFalse, false)]);
  return withSources(join(...either), sourcesOf(condition));
}

function evaluateBinary(node: ts.BinaryExpression, here: Here): Value {
  const { left, operatorToken, right } = node;
  const operator = operatorToken.kind;
  if (operator === SyntaxKind.EqualsToken) return assign(left, evaluate(right, here), here);
  const compound = COMPOUND.get(operator);
  if (compound !== undefined) {
    const value = evaluate(left, here);
    return assign(
      left,
      logical(compound, value, node, here) ?? computedFrom(value, evaluate(right, here)),
      here,
    );
  }
  const value = evaluate(left, here);
  const result = logical(operator, value, node, here);
  if (result) return result;
  const other = evaluate(right, here);
  if (operator === SyntaxKind.CommaToken) return other;
  if (operator === SyntaxKind.InKeyword) return hasMember(here.context, value, other, node);
  if (operator === SyntaxKind.InstanceOfKeyword) return withSources(literal(true, false), sourcesOf(value));
  return (
    combine(operator, value, other) ??
    fail(operatorToken, `the operator ${operatorToken.getText()} cannot be followed`)
  );
}

const COMPOUND: ReadonlyMap<ts.SyntaxKind, ts.SyntaxKind> = new Map([
  [SyntaxKind.QuestionQuestionEqualsToken, SyntaxKind.QuestionQuestionToken],
  [SyntaxKind.BarBarEqualsToken, SyntaxKind.BarBarToken],
  [SyntaxKind.AmpersandAmpersandEqualsToken, SyntaxKind.AmpersandAmpersandToken],
  [SyntaxKind.PlusEqualsToken, SyntaxKind.PlusToken],
  [SyntaxKind.MinusEqualsToken, SyntaxKind.MinusToken],
  [SyntaxKind.AsteriskEqualsToken, SyntaxKind.AsteriskToken],
]);

/** `&&`, `||` and `??`: the second operand is evaluated only if the first allows it. */
function logical(
  operator: ts.SyntaxKind,
  value: Value,
  node: ts.BinaryExpression,
  here: Here,
): Value | undefined {
  const { left, right } = node;
  if (operator === SyntaxKind.QuestionQuestionToken) {
    const isPresent = absentPart(value).literals.size === 0;
    if (isPresent) return value;
    const present = presentPart(value);
    const other =
      truthOf(present).canHold || truthOf(present).canFail
        ? maybe(here.context, () => evaluate(right, here))
        : evaluate(right, here);
    return join(present, withSources(other, value.from));
  }
  const isAnd = operator === SyntaxKind.AmpersandAmpersandToken;
  if (!isAnd && operator !== SyntaxKind.BarBarToken) return undefined;
  const { canHold, canFail } = truthOf(value);
  if (isAnd ? !canHold : !canFail) return value;
  const other = maybe(here.context, () => evaluate(right, { ...here, scope: narrow(left, isAnd, here) }));
  if (isAnd ? !canFail : !canHold) return withSources(other, value.from);
  const kept = isAnd ? falsyPart(value) : truthyPart(value);
  return withSources(join(kept, other), union(sourcesOf(value)));
}
