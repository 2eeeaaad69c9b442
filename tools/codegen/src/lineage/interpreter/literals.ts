import ts from "typescript";
import { type Context, evaluate, type Here } from "../domain/context.ts";
import { fail } from "../domain/module.ts";
import { below, elementOf, noteRead } from "../domain/read.ts";
import {
  arrayOf,
  callable,
  computedFrom,
  isKnown,
  join,
  NEVER,
  OPAQUE,
  objectOf,
  onlyLiteral,
  propertyAt,
  UNDEFINED,
  type Value,
  withSources,
} from "../domain/value.ts";
import { resolveName } from "./resolve.ts";

/** An object literal, with spreads in order. */
export function evaluateObject(node: ts.ObjectLiteralExpression, here: Here): Value {
  let result = objectOf();
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      result = spread(result, evaluate(property.expression, here), here, property);
      continue;
    }
    const member = memberOf(property, here);
    const name = nameOf(property.name, here);
    if (name === undefined) result = withAnyMember(result, member);
    else result.object?.members.set(name, member);
  }
  return result;
}

function memberOf(property: ts.ObjectLiteralElementLike, here: Here): Value {
  if (ts.isPropertyAssignment(property)) return evaluate(property.initializer, here);
  if (ts.isShorthandPropertyAssignment(property)) return resolveName(property.name, here.scope, here.context);
  if (ts.isMethodDeclaration(property))
    return callable({ kind: "closure", node: property, scope: here.scope });
  // Getters are not supported.
  return fail(property, `${ts.SyntaxKind[property.kind]} cannot be followed`, "Use a property or a method.");
}

/** The name of a property; undefined if it is computed and not constant. */
export function nameOf(name: ts.PropertyName | undefined, here: Here): string | undefined {
  if (!name) return undefined;
  if (!ts.isComputedPropertyName(name)) return name.text;
  const constant = onlyLiteral(evaluate(name.expression, here));
  return constant ? String(constant[0]) : undefined;
}

/** Adds a member whose name is not known. */
function withAnyMember({ object, ...value }: Value, member: Value): Value {
  const members = [...(object?.members ?? [])].map(
    ([name, present]) => [name, join(present, member)] as const,
  );
  const rest = join(object?.rest ?? NEVER, computedFrom(member));
  return { ...value, object: { members: new Map(members), rest } };
}

/** A spread replaces members of the same name if it is certain to have them. */
function spread(result: Value, value: Value, { context }: Here, node: ts.Node): Value {
  const own = value.object?.members ?? new Map<string, Value>();
  const isCertain = isKnown(value) && value.literals.size === 0 && !value.object?.isMerged;
  const members = new Map(result.object?.members);
  for (const [name, member] of members) {
    members.set(name, join(member, own.has(name) ? NEVER : possibleMember(context, value, name, node)));
  }
  for (const [name, given] of own) {
    const all = isCertain ? given : join(given, possibleMember(context, value, name, node));
    const member = withSources(all, value.from);
    const isHiding = isCertain && !given.literals.has(undefined);
    members.set(name, isHiding ? member : join(member, members.get(name) ?? UNDEFINED));
  }
  noteRead(context, value, (path) => below(path, "*"));
  const { object, ...open } = { ...value, literals: new Set<never>(), array: undefined, callables: [] };
  const rest = join(result.object?.rest ?? NEVER, isKnown(open) ? NEVER : open, object?.rest ?? NEVER);
  return { ...result, object: { members, rest: withSources(rest, value.from) } };
}

/** The member that a spread may contribute. Unlike a read, a missing member is not an error. */
function possibleMember(context: Context, value: Value, name: string, node: ts.Node): Value {
  const there = [...value.properties].filter(
    (path) => context.record.find(below(path, name), node) === "there",
  );
  const rest = value.object?.rest ?? NEVER;
  const parts = there.map((path) => propertyAt(below(path, name)));
  if (value.computed) parts.push(OPAQUE);
  if (rest !== NEVER) parts.push(possibleMember(context, rest, name, node));
  return withSources(join(...parts), value.from);
}

export function evaluateArray(node: ts.ArrayLiteralExpression, here: Here): Value {
  const items: Value[] = [];
  let isExact = true;
  let from: ReadonlySet<string> = new Set();
  for (const element of node.elements) {
    if (!ts.isSpreadElement(element)) items.push(evaluate(element, here));
    else {
      const value = evaluate(element.expression, here);
      if (value.array?.items && isKnown(value) && value.literals.size === 0) items.push(...value.array.items);
      else {
        isExact = false;
        items.push(elementOf(here.context, value, element));
      }
      from = new Set([...from, ...value.from]);
    }
  }
  const array = arrayOf(items).array;
  return withSources(
    { ...NEVER, array: { element: array?.element ?? NEVER, items: isExact ? items : undefined } },
    from,
  );
}
