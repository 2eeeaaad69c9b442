import ts from "typescript";
import {
  type Arguments,
  type CallSite,
  type Context,
  callValue,
  createFrame,
  evaluate,
  fork,
  type Here,
} from "../domain/context.ts";
import { fail } from "../domain/module.ts";
import { elementOf, readAt, readMember } from "../domain/read.ts";
import {
  type Callable,
  computedFrom,
  isKnown,
  join,
  listOf,
  NEVER,
  OPAQUE,
  objectOf,
  onlyLiteral,
  UNDEFINED,
  type Value,
  withSources,
} from "../domain/value.ts";
import { bind, withDefault } from "./assign.ts";
import { callBuiltin } from "./builtins.ts";
import { refuseForgottenDrift } from "./drift.ts";
import { execute, returnValue } from "./execute.ts";
import { callMethod } from "./methods.ts";
import { namesOf } from "./resolve.ts";

export function evaluateCall(node: ts.CallExpression, here: Here): Value {
  const target = node.expression;
  if (target.kind === ts.SyntaxKind.ImportKeyword) return evaluateImport(node, here);
  if (isDeferral(target)) return evaluateDeferral(node, here);
  if (ts.isPropertyAccessExpression(target)) {
    const receiver = evaluate(target.expression, here);
    const args = evaluateArguments(node.arguments, here);
    return callMember(receiver, target.name.text, args, { here, node: target.name });
  }
  if (ts.isElementAccessExpression(target)) {
    const receiver = evaluate(target.expression, here);
    const key = evaluate(target.argumentExpression, here);
    const args = evaluateArguments(node.arguments, here);
    for (const name of key.literals) noteCall(receiver, String(name), here.context);
    return callValue(readAt(here.context, receiver, key, target), args, { here, node });
  }
  const callee = evaluate(target, here);
  return callValue(callee, evaluateArguments(node.arguments, here), { here, node });
}

/** The function of `@mdmkit/unified/vendor` that makes members of a part which loads with the first call. */
const isDeferral = (callee: ts.Node): boolean => ts.isIdentifier(callee) && callee.text === DEFERRAL;
const DEFERRAL = "onFirstCall";
/** It, and what passes a part on to it. */
const DEFERRALS: readonly string[] = [DEFERRAL, "deviceActions", "groupsOnFirstCall"];

/** The members of the part that are named, by a list or by an object that has one for each. */
function evaluateDeferral(node: ts.CallExpression, here: Here): Value {
  const [names = NEVER, load = NEVER] = evaluateArguments(node.arguments, here).items;
  const part = callValue(load, { items: [], rest: undefined }, { here, node });
  const listed = names.array?.items?.map((name) => String(onlyLiteral(name)?.[0]));
  const named = listed ?? [...(names.object?.members.keys() ?? [])];
  if (named.length === 0) return fail(node, "the names of a part must be constants");
  return objectOf(named.map((name) => [name, readMember(here.context, part, name, node)]));
}

/** A part of an adapter is followed. What else is imported on use is pure code that no field comes from. */
function evaluateImport(node: ts.CallExpression, { context, scope }: Here): Value {
  const [specifier] = node.arguments;
  const isPart = ts.findAncestor(
    node,
    (outer) => ts.isCallExpression(outer) && DEFERRALS.includes(outer.expression.getText()),
  );
  if (isPart && specifier && ts.isStringLiteral(specifier)) {
    const path = context.modules.resolve(scope.module.path, specifier.text);
    if (path !== undefined) return namesOf(context.modules.load(path), context);
  }
  return context.outside === "rejected" ? fail(node, "a dynamic import cannot be followed") : OPAQUE;
}

export function evaluateNew(node: ts.NewExpression, here: Here): Value {
  const { items } = evaluateArguments(node.arguments ?? [], here);
  const made = ts.isIdentifier(node.expression) ? node.expression.text : "";
  if (made === "Set" || made === "Map") {
    const [source] = items;
    return source ? listOf(elementOf(here.context, source, node)) : listOf(NEVER);
  }
  if (made === "Date" || made === "RegExp") return computedFrom(...items);
  if (here.context.outside !== "rejected") return OPAQUE;
  return fail(node, `new ${made} cannot be followed`);
}

function evaluateArguments(nodes: readonly ts.Expression[], here: Here): Arguments {
  const items: Value[] = [];
  let rest: Value | undefined;
  for (const node of nodes) {
    const value = evaluate(ts.isSpreadElement(node) ? node.expression : node, here);
    if (!ts.isSpreadElement(node)) {
      if (rest) rest = join(rest, value);
      else items.push(value);
    } else if (!rest && isKnown(value) && value.array?.items) items.push(...value.array.items);
    else rest = join(rest ?? NEVER, elementOf(here.context, value, node));
  }
  return { items, rest };
}

function callMember(receiver: Value, name: string, args: Arguments, site: CallSite): Value {
  const { context } = site.here;
  const { callables } = receiver;
  if (callables.length > 0 || receiver.object?.members.has(name)) {
    return callValue(readMember(context, receiver, name, site.node), args, site);
  }
  noteCall(receiver, name, context);
  for (const constant of args.items.flatMap(({ literals }) => [...literals]))
    noteCall(receiver, String(constant), context);
  return callMethod(receiver, name, args, site);
}

/** Notes a call on a value from outside of the package, since it may be a request. */
function noteCall(receiver: Value, name: string, { outside }: Context): void {
  if (outside !== "rejected" && (receiver.computed || receiver.object)) outside.note(name);
}

/** The joined result of all functions that the value can be. */
export function callAny(callee: Value, args: Arguments, site: CallSite): Value {
  const { context } = site.here;
  const results = fork(
    context,
    callee.callables.map((one) => () => callOne(one, args, site)),
  );
  const isOpen = callee.computed || callee.properties.size > 0;
  if (isOpen) {
    if (context.outside === "rejected") fail(site.node, "the called function is not known");
    results.push(callOutside(args, site));
  }
  if (callee.literals.size > 0 || results.length === 0) results.push(UNDEFINED);
  return withSources(join(...results), callee.from);
}

function callOne(callee: Callable, args: Arguments, site: CallSite): Value {
  const { context } = site.here;
  if (callee.kind === "closure") return callClosure(callee, args, site);
  if (callee.kind === "builtin") return callBuiltin(callee.name, args, site);
  if (context.outside === "rejected")
    fail(site.node, `${callee.name} is outside of this package and cannot be followed`);
  return callOutside(args, site);
}

/** Code outside of the package may call functions among the arguments. */
function callOutside({ items, rest }: Arguments, site: CallSite): Value {
  const given = rest ? [...items, rest] : items;
  const results = given
    .flatMap((value) => value.callables)
    .map((one) => callOne(one, { items: [], rest: OPAQUE }, site));
  return computedFrom(...given, ...results);
}

const DEEPEST = 3;

function callClosure(
  { node, scope: outer }: Extract<Callable, { kind: "closure" }>,
  args: Arguments,
  site: CallSite,
): Value {
  const { context } = site.here;
  const given = args.rest ? [...args.items, args.rest] : args.items;
  // The result of deep recursion is computed from the arguments.
  if (context.running.filter(({ closure }) => closure === node).length >= DEEPEST)
    return computedFrom(...given);
  const scope = outer.call();
  const frame = createFrame();
  const here: Here = { context, scope, frame };
  context.running.push({ closure: node, args: given, node: site.node });
  try {
    refuseForgottenDrift(node.parameters, args, site);
    bindParameters(node.parameters, args, here);
    const { body } = node;
    if (!body) return fail(node, "a function without a body cannot be followed");
    if (!ts.isBlock(body)) return evaluate(body, here);
    const outcome = execute(body.statements, here);
    if (outcome !== "ends") returnValue(UNDEFINED, here);
    context.lastRead = frame.lastRead;
    return join(...frame.returns);
  } finally {
    context.running.pop();
  }
}

function bindParameters(
  parameters: readonly ts.ParameterDeclaration[],
  { items, rest }: Arguments,
  here: Here,
): void {
  for (const [index, { name, initializer, dotDotDotToken }] of parameters.entries()) {
    if (dotDotDotToken) {
      const given = items.slice(index);
      const all = rest
        ? listOf(join(...given, rest))
        : { ...NEVER, array: { element: join(...given), items: given } };
      bind(name, all, here);
    } else {
      const value = items[index] ?? (rest ? join(rest, UNDEFINED) : UNDEFINED);
      bind(name, withDefault(initializer, value, here), here);
    }
  }
}
