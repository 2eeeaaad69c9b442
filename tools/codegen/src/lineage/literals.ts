import ts from "typescript";
import { evaluate, type Here } from "./evaluate.ts";
import { fail } from "./module.ts";
import { elementOf, readMember } from "./read.ts";
import { resolveName } from "./resolve.ts";
import {
  arrayOf,
  callable,
  computedFrom,
  isKnown,
  join,
  NEVER,
  type ObjectValue,
  objectOf,
  onlyLiteral,
  UNDEFINED,
  type Value,
  withSources,
} from "./value.ts";

/** An object literal, its spreads in their order. */
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
  // A getter gives what it returns; whoever reads it sees a function, which is enough for what is planned.
  return fail(
    property,
    `${ts.SyntaxKind[property.kind]} cannot be followed`,
    "Write a property or a method.",
  );
}

/** The name of a property; undefined where it is computed from what is not constant. */
export function nameOf(name: ts.PropertyName | undefined, here: Here): string | undefined {
  if (!name) return undefined;
  if (!ts.isComputedPropertyName(name)) return name.text;
  const constant = onlyLiteral(evaluate(name.expression, here));
  return constant ? String(constant[0]) : undefined;
}

/** The value may stand under any name. */
function withAnyMember({ object, ...value }: Value, member: Value): Value {
  const members = [...(object?.members ?? [])].map(
    ([name, present]) => [name, join(present, member)] as const,
  );
  const rest = join(object?.rest ?? NEVER, computedFrom(member));
  return { ...value, object: { members: new Map(members), rest } };
}

/** What is spread hides members of the same name, if it is certain to have them. */
function spread(result: Value, value: Value, here: Here, node: ts.Node): Value {
  const object: ObjectValue = {
    members: new Map(result.object?.members),
    rest: result.object?.rest ?? NEVER,
  };
  const isCertain = isKnown(value) && value.literals.size === 0;
  const open = { ...value, object: value.object?.rest, array: undefined, literals: new Set<never>() };
  const isOpen = value.places.size > 0 || value.computed || (value.object && value.object.rest !== NEVER);
  if (isOpen) {
    for (const [name, member] of object.members) {
      if (!value.object?.members.has(name))
        object.members.set(name, join(member, possible(open, name, here, node)));
    }
    const { object: _object, ...bare } = value;
    const rest = join(
      object.rest,
      value.object?.rest ?? NEVER,
      value.places.size > 0 || value.computed ? bare : NEVER,
    );
    object.rest = withSources(rest, value.from);
  }
  for (const [name, member] of value.object?.members ?? []) {
    const present = object.members.get(name);
    const given = withSources(member, value.from);
    const also = isCertain && !isOpen ? NEVER : (present ?? UNDEFINED);
    object.members.set(name, isCertain && !mayLack(member) ? given : join(given, also));
  }
  return { ...result, from: result.from, object };
}

const mayLack = (member: Value): boolean => member.literals.has(undefined);

function possible(
  open: Omit<Value, "object"> & { object?: Value | undefined },
  name: string,
  here: Here,
  node: ts.Node,
): Value {
  const { object: rest, ...value } = open;
  return join(
    readMember(here.context, value, name, node),
    rest ? readMember(here.context, rest, name, node) : NEVER,
  );
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
