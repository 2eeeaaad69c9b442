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
  placeAt,
  sourcesOf,
  UNDEFINED,
  union,
  type Value,
  withSources,
} from "./value.ts";

/** A path below the raw record: `a.b`, `a[].b`, and `a.*` for any property. */
export function below(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** The member of a value by its name. */
export function readMember(context: Context, value: Value, name: string, node: ts.Node): Value {
  const { literals, computed, places, object, array, callables } = value;
  const parts: Value[] = [...literals].map((constant) => memberOfConstant(constant, name));
  for (const path of places) parts.push(readPlace(context, path, name, node));
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
  if (value.places.size === 0) return;
  const isMade = value.computed || value.array || (value.object && isFilled(value.object));
  const paths = [...value.places].map(pathOf);
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

/** `Number.isFinite` is a function, `Number.MAX_VALUE` and its like are numbers. */
function memberOfBuiltin(owner: string, name: string): Value {
  return /^[A-Z]/.test(name) && name !== "UTC"
    ? OPAQUE
    : callable({ kind: "builtin", name: `${owner}.${name}` });
}

function readPlace(context: Context, path: string, name: string, node: ts.Node): Value {
  if (name === "length") return computedFrom(placeAt(path));
  return readPath(context, below(path, name), node);
}

/** What no answer has is absent, but not for nothing: whatever depends on it names the path, which is an error then. */
function readPath({ record }: Context, path: string, node: ts.Node): Value {
  const found = record.find(path, node);
  if (found === "there") return placeAt(path);
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

/** The member of a value by a computed key. */
export function readAt(context: Context, value: Value, key: Value, node: ts.Node): Value {
  const constants = [...key.literals];
  if (isKnown(key) && !key.object && !key.array && constants.length > 0) {
    const members = constants.map((constant) => readByConstant(context, value, constant, node));
    return withSources(join(...members), sourcesOf(key));
  }
  const { object, array, places } = value;
  const rest =
    object && object.rest !== NEVER ? [readCopy(context, () => readAt(context, object.rest, key, node))] : [];
  const parts = [
    ...(object ? [...object.members.values(), ...rest, UNDEFINED] : []),
    ...(array ? [array.element, UNDEFINED] : []),
    ...[...places].map((path) => readAnyOf(context, path, node)),
    ...(value.computed ? [OPAQUE] : []),
  ];
  noteRead(context, value, (path) => anyPath(context, path));
  return withSources(parts.length > 0 ? join(...parts) : UNDEFINED, union(value.from, sourcesOf(key)));
}

function readByConstant(context: Context, value: Value, constant: Literal, node: ts.Node): Value {
  if (typeof constant !== "number") return readMember(context, value, String(constant), node);
  const { places, ...rest } = value;
  const members = [...places].map((path) => elementOfPlace(context, path, node));
  noteRead(context, value, (path) => anyPath(context, path));
  return join(...members, readMember(context, { ...rest, places: new Set() }, String(constant), node));
}

/** The path of whichever item or member is read. */
const anyPath = ({ record }: Context, path: string): string =>
  record.isList(path) ? `${path}[]` : below(path, "*");

function readAnyOf(context: Context, path: string, node: ts.Node): Value {
  return context.record.isList(path)
    ? elementOfPlace(context, path, node)
    : readPlace(context, path, "*", node);
}

function elementOfPlace(context: Context, path: string, node: ts.Node): Value {
  return context.record.isList(path) ? readPath(context, `${path}[]`, node) : computedFrom(placeAt(path));
}

/** What a loop over the value meets. */
export function elementOf(context: Context, value: Value, node: ts.Node): Value {
  const { array, places, computed } = value;
  const parts = [...places].map((path) => elementOfPlace(context, path, node));
  if (array) parts.push(array.element);
  if (computed || [...value.literals].some((constant) => typeof constant === "string")) parts.push(OPAQUE);
  if (parts.length === 0 && value.object) fail(node, "an object is no list to loop over");
  noteRead(context, value, (path) => anyPath(context, path));
  return withSources(join(...parts), value.from);
}

/** Names and members of an object, as pairs. */
export function entriesOf(context: Context, value: Value, node: ts.Node): Value {
  const { object, places, computed } = value;
  const pairs = [...(object?.members ?? [])].map(([name, member]) => arrayOf([literal(name), member]));
  for (const path of places) {
    pairs.push(arrayOf([computedFrom(placeAt(path)), readPlace(context, path, "*", node)]));
  }
  if (computed) pairs.push(arrayOf([OPAQUE, OPAQUE]));
  noteRead(context, value, (path) => below(path, "*"));
  const rest =
    object && object.rest !== NEVER
      ? readCopy(context, () => entriesOf(context, object.rest, node)).array?.element
      : undefined;
  return withSources(listOf(join(...pairs, rest ?? NEVER)), value.from);
}
