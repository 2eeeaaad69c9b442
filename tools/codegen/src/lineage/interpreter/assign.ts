import ts from "typescript";
import { evaluate, type Here, maybe } from "../domain/context.ts";
import { fail } from "../domain/module.ts";
import { absentPart, presentPart } from "../domain/parts.ts";
import { elementOf, readAt, readMember } from "../domain/read.ts";
import {
  isUndefined,
  join,
  listOf,
  literal,
  NEVER,
  onlyLiteral,
  sourcesOf,
  UNDEFINED,
  union,
  type Value,
  withSources,
} from "../domain/value.ts";
import { nameOf } from "./literals.ts";

/** Assigns to a name or a member. */
export function assign(target: ts.Expression, value: Value, here: Here): Value {
  const { scope, frame } = here;
  if (ts.isIdentifier(target)) {
    const isLocal = scope.assign(target.text, value, { certain: frame.depth === 0, because: frame.control });
    // A variable of the file would be state between calls. Mappers have none.
    if (!isLocal && here.context.outside === "rejected")
      fail(target, `${target.text} is assigned, which cannot be followed`);
    return value;
  }
  if (ts.isPropertyAccessExpression(target))
    setMember(evaluate(target.expression, here), target.name.text, value, here);
  else if (ts.isElementAccessExpression(target)) {
    const name = evaluate(target.argumentExpression, here);
    const key = onlyLiteral(name)?.[0];
    const object = evaluate(target.expression, here);
    if (typeof key === "string") setMember(object, key, value, here);
    else if (object.object) {
      const member = withSources({ ...value, computed: true }, union(sourcesOf(name), frame.control));
      object.object.rest = join(object.object.rest, member);
    }
  } else fail(target, `${target.getText()} is assigned, which cannot be followed`);
  return value;
}

function setMember({ object }: Value, name: string, value: Value, { frame }: Here): void {
  if (!object) return;
  const given = withSources(value, frame.control);
  object.members.set(name, frame.depth === 0 ? given : join(object.members.get(name) ?? UNDEFINED, given));
}

/** Declares the names of a parameter or variable, including patterns and defaults. */
export function bind(name: ts.BindingName, value: Value, here: Here): void {
  if (ts.isIdentifier(name)) here.scope.declare(name.text, value);
  else if (ts.isObjectBindingPattern(name)) bindObject(name, value, here);
  else bindArray(name, value, here);
}

function bindObject(pattern: ts.ObjectBindingPattern, value: Value, here: Here): void {
  const taken = new Set<string>();
  for (const element of pattern.elements) {
    if (element.dotDotDotToken) {
      bind(element.name, without(value, taken), here);
      continue;
    }
    const property = element.propertyName ?? element.name;
    const key = ts.isIdentifier(property)
      ? property.text
      : ts.isBindingName(property)
        ? undefined
        : nameOf(property, here);
    if (key === undefined) fail(element, "a computed name cannot be followed here");
    taken.add(key);
    bindWithDefault(element, readMember(here.context, value, key, element), here);
  }
}

function without({ object, ...value }: Value, names: ReadonlySet<string>): Value {
  if (!object) return value;
  const members = [...object.members].filter(([name]) => !names.has(name));
  return { ...value, object: { members: new Map(members), rest: object.rest } };
}

function bindArray(pattern: ts.ArrayBindingPattern, value: Value, here: Here): void {
  for (const [index, element] of pattern.elements.entries()) {
    if (ts.isOmittedExpression(element)) continue;
    if (element.dotDotDotToken) bind(element.name, listOf(elementOf(here.context, value, element)), here);
    else bindWithDefault(element, readAt(here.context, value, literal(index), element), here);
  }
}

function bindWithDefault(element: ts.BindingElement, value: Value, here: Here): void {
  bind(element.name, withDefault(element.initializer, value, here), here);
}

/** The value of a pattern or parameter with a default. */
export function withDefault(initializer: ts.Expression | undefined, value: Value, here: Here): Value {
  if (!initializer || !absentPart(value).literals.has(undefined)) return value;
  const other = maybe(here.context, () => evaluate(initializer, here));
  if (isUndefined(value)) return withSources(other, value.from);
  const literals = new Set([...presentPart(value).literals, ...(value.literals.has(null) ? [null] : [])]);
  return join({ ...value, literals }, other === UNDEFINED ? NEVER : withSources(other, value.from));
}
