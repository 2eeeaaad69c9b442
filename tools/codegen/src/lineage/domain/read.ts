import type ts from "typescript";
import type { Context } from "./context.ts";
import { fail } from "./module.ts";
import {
  arrayOf,
  callable,
  computedFrom,
  isKnown,
  join,
  type Literal,
  listOf,
  literal,
  NEVER,
  type ObjectValue,
  OPAQUE,
  propertyAt,
  sourcesOf,
  UNDEFINED,
  union,
  type Value,
  withSources,
} from "./value.ts";

/** Appends a name to a path such as `a.b`, `a[].b`, or `a.*` for any property. */
export function below(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** A member of a value. */
export function readMember(context: Context, value: Value, name: string, node: ts.Node): Value {
  const { literals, computed, properties, object, array, callables } = value;
  const parts: Value[] = [...literals].map((constant) => memberOfConstant(constant, name));
  for (const path of properties) parts.push(readProperty(context, path, name, node));
  if (computed) parts.push(OPAQUE);
  if (object) parts.push(memberOfObject(context, object, name, node));
  if (array) parts.push(memberOfArray(array, name));
  for (const found of callables) {
    parts.push(found.kind === "builtin" ? memberOfBuiltin(found.name, name) : OPAQUE);
  }
  if (name !== "length") noteRead(context, value, (path) => below(path, name));
  return withSources(join(...parts), value.from);
}

/** Remembers what may have been read last. What the code itself made is not read from the record. */
export function noteRead(context: Context, value: Value, pathOf: (place: string) => string): void {
  if (value.properties.size === 0) return;
  const isMade = value.computed || value.array || (value.object && isFilled(value.object));
  const paths = [...value.properties].map(pathOf);
  context.lastRead = new Set(isMade ? [...context.lastRead, ...paths] : paths);
}

/** An empty object, such as the fallback in `record.general ?? {}`, has no member that could be noted. */
const isFilled = ({ members, rest }: ObjectValue): boolean => members.size > 0 || rest !== NEVER;

function memberOfObject(context: Context, object: ObjectValue, name: string, node: ts.Node): Value {
  const { members, rest, isMerged } = object;
  const member = members.get(name);
  if (rest === NEVER || (member && !isMerged)) return member ?? UNDEFINED;
  return join(
    member ?? UNDEFINED,
    readCopy(context, () => readMember(context, rest, name, node)),
  );
}

/** What was spread into an object is read from there, and not from the record. */
function readCopy(context: Context, read: () => Value): Value {
  const { lastRead } = context;
  const value = read();
  context.lastRead = lastRead;
  return value;
}

function memberOfConstant(constant: Literal, name: string): Value {
  if (typeof constant === "string") return name === "length" ? literal(constant.length) : OPAQUE;
  return UNDEFINED;
}

/** `Number.isFinite` is a function, `Number.MAX_VALUE` is a number. */
function memberOfBuiltin(owner: string, name: string): Value {
  return /^[A-Z]/.test(name) && name !== "UTC"
    ? OPAQUE
    : callable({ kind: "builtin", name: `${owner}.${name}` });
}

function readProperty(context: Context, path: string, name: string, node: ts.Node): Value {
  if (name === "length") return computedFrom(propertyAt(path));
  return readPath(context, below(path, name), node);
}

/** A path in no response is undefined, with the path as a source, so that a field that depends on it fails. */
function readPath({ record }: Context, path: string, node: ts.Node): Value {
  const found = record.find(path, node);
  if (found === "there") return propertyAt(path);
  return found === "elsewhere" ? UNDEFINED : withSources(UNDEFINED, new Set([path]));
}

function memberOfArray(array: NonNullable<Value["array"]>, name: string): Value {
  if (name !== "length") return memberAt(array, name);
  if (array.element === NEVER) return literal(0);
  return array.items ? literal(array.items.length) : computedFrom(listOf(array.element));
}

function memberAt({ items, element }: NonNullable<Value["array"]>, name: string): Value {
  if (!/^\d+$/.test(name)) return OPAQUE;
  return items ? (items[Number(name)] ?? UNDEFINED) : join(UNDEFINED, element);
}

/** A member of a value with a computed key. */
export function readAt(context: Context, value: Value, key: Value, node: ts.Node): Value {
  const constants = [...key.literals];
  if (isKnown(key) && !key.object && !key.array && constants.length > 0) {
    const members = constants.map((constant) => readByConstant(context, value, constant, node));
    return withSources(join(...members), sourcesOf(key));
  }
  const { object, array, properties } = value;
  const rest =
    object && object.rest !== NEVER ? [readCopy(context, () => readAt(context, object.rest, key, node))] : [];
  const parts = [
    ...(object ? [...object.members.values(), ...rest, UNDEFINED] : []),
    ...(array ? [array.element, UNDEFINED] : []),
    ...[...properties].map((path) => readAnyOf(context, path, node)),
    ...(value.computed ? [OPAQUE] : []),
  ];
  noteRead(context, value, (path) => anyPath(context, path));
  return withSources(parts.length > 0 ? join(...parts) : UNDEFINED, union(value.from, sourcesOf(key)));
}

function readByConstant(context: Context, value: Value, constant: Literal, node: ts.Node): Value {
  if (typeof constant !== "number") return readMember(context, value, String(constant), node);
  const { properties, ...rest } = value;
  const members = [...properties].map((path) => elementOfProperty(context, path, node));
  noteRead(context, value, (path) => anyPath(context, path));
  return join(...members, readMember(context, { ...rest, properties: new Set() }, String(constant), node));
}

/** The path of whichever item or member is read. */
const anyPath = ({ record }: Context, path: string): string =>
  record.isList(path) ? `${path}[]` : below(path, "*");

function readAnyOf(context: Context, path: string, node: ts.Node): Value {
  return context.record.isList(path)
    ? elementOfProperty(context, path, node)
    : readProperty(context, path, "*", node);
}

function elementOfProperty(context: Context, path: string, node: ts.Node): Value {
  return context.record.isList(path) ? readPath(context, `${path}[]`, node) : computedFrom(propertyAt(path));
}

/** The elements of a value in a loop. */
export function elementOf(context: Context, value: Value, node: ts.Node): Value {
  const { array, properties, computed } = value;
  const parts = [...properties].map((path) => elementOfProperty(context, path, node));
  if (array) parts.push(array.element);
  if (computed || [...value.literals].some((constant) => typeof constant === "string")) parts.push(OPAQUE);
  if (parts.length === 0 && value.object) fail(node, "an object cannot be iterated");
  noteRead(context, value, (path) => anyPath(context, path));
  return withSources(join(...parts), value.from);
}

/** The entries of an object as pairs. */
export function entriesOf(context: Context, value: Value, node: ts.Node): Value {
  const { object, properties, computed } = value;
  const pairs = [...(object?.members ?? [])].map(([name, member]) => arrayOf([literal(name), member]));
  for (const path of properties) {
    pairs.push(arrayOf([computedFrom(propertyAt(path)), readProperty(context, path, "*", node)]));
  }
  if (computed) pairs.push(arrayOf([OPAQUE, OPAQUE]));
  noteRead(context, value, (path) => below(path, "*"));
  const rest =
    object && object.rest !== NEVER
      ? readCopy(context, () => entriesOf(context, object.rest, node)).array?.element
      : undefined;
  return withSources(listOf(join(...pairs, rest ?? NEVER)), value.from);
}
