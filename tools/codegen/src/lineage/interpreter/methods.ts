import { type Arguments, type CallSite, type Context, callValue } from "../domain/context.ts";
import { fail } from "../domain/module.ts";
import { presentPart, truthOf, truthyPart } from "../domain/parts.ts";
import { elementOf } from "../domain/read.ts";
import {
  arrayOf,
  computedFrom,
  decidedBy,
  except,
  isKnown,
  join,
  listOf,
  literal,
  NEVER,
  OPAQUE,
  sourcesOf,
  UNDEFINED,
  union,
  type Value,
  withSources,
} from "../domain/value.ts";

/** A list and the value of its elements. */
type Receiver = { readonly value: Value; readonly element: Value; readonly isEmpty: boolean };
type Method = (receiver: Receiver, args: Arguments, site: CallSite) => Value;

const LIST_METHODS: Readonly<Record<string, Method>> = {
  map: mapMethod,
  flatMap: (receiver, args, site) => flatten(mapMethod(receiver, args, site), site),
  flat: ({ value }, _, site) => flatten(value, site),
  filter: ({ value, element }, args, site) => withSources(listOf(selected(element, args, site)), value.from),
  find: findMethod,
  findLast: findMethod,
  at: someMember,
  pop: someMember,
  shift: someMember,
  some: (receiver, args, site) => testMethod(receiver, args, { site, onNone: false }),
  every: (receiver, args, site) => testMethod(receiver, args, { site, onNone: true }),
  includes: ({ value, isEmpty }, { items }) => (isEmpty ? literal(false) : decidedBy(value, ...items)),
  has: ({ value, isEmpty }, { items }) => (isEmpty ? literal(false) : decidedBy(value, ...items)),
  join: ({ value, isEmpty }) => (isEmpty ? literal("") : computedFrom(value)),
  indexOf: ({ value }, { items }) => computedFrom(value, ...items),
  findIndex: ({ value, element }, args, site) => computedFrom(value, callback(args, [element], site)),
  slice: ({ value, element }) => withSources(listOf(element), value.from),
  sort: sortMethod,
  toSorted: sortMethod,
  reverse: ({ value, element }) => withSources(listOf(element), value.from),
  toReversed: ({ value, element }) => withSources(listOf(element), value.from),
  values: ({ value, element }) => withSources(listOf(element), value.from),
  entries: ({ value, element }) => withSources(listOf(arrayOf([OPAQUE, element])), value.from),
  keys: ({ value, element }) => withSources(listOf(element.array?.items?.[0] ?? OPAQUE), value.from),
  concat: ({ value, element }, { items }, { here, node }) =>
    withSources(listOf(join(element, ...items.map((one) => elementOf(here.context, one, node)))), value.from),
  reduce: reduceMethod,
  forEach: ({ element }, args, site) => {
    callback(args, [element], site);
    return UNDEFINED;
  },
  push: ({ value }, { items, rest }, site) => addTo(value, [...items, ...(rest ? [rest] : [])], site),
  unshift: ({ value }, { items, rest }, site) => addTo(value, [...items, ...(rest ? [rest] : [])], site),
  add: ({ value }, { items }, site) => addTo(value, items, site),
  set: ({ value }, { items: [key = UNDEFINED, member = UNDEFINED] }, site) =>
    addTo(value, [arrayOf([key, member])], site),
  get: ({ value, element }, { items }) => {
    const member = element.array?.items?.[1] ?? (element.computed ? OPAQUE : NEVER);
    return withSources(join(UNDEFINED, member), union(value.from, ...items.map(sourcesOf)));
  },
};

/** Methods of strings, numbers, dates and regular expressions. The result depends on the receiver and all arguments. */
const PLAIN_METHODS = new Set([
  "at",
  "charAt",
  "charCodeAt",
  "codePointAt",
  "concat",
  "endsWith",
  "exec",
  "getTime",
  "includes",
  "indexOf",
  "lastIndexOf",
  "localeCompare",
  "match",
  "matchAll",
  "normalize",
  "padEnd",
  "padStart",
  "replace",
  "replaceAll",
  "search",
  "slice",
  "split",
  "startsWith",
  "substring",
  "test",
  "toFixed",
  "toISOString",
  "toLocaleLowerCase",
  "toLowerCase",
  "toString",
  "toUpperCase",
  "trim",
  "trimEnd",
  "trimStart",
  "valueOf",
]);

/** The result of a built-in method, for each possibility of the receiver. */
export function callMethod(receiver: Value, name: string, args: Arguments, site: CallSite): Value {
  const { context } = site.here;
  const { array, object, callables, ...rest } = receiver;
  const lists = new Set([...receiver.properties].filter((path) => context.record.isList(path)));
  const method = LIST_METHODS[name];
  const results: Value[] = [];
  if (method && (array || lists.size > 0)) {
    const value: Value = { ...NEVER, array, properties: lists, from: receiver.from };
    results.push(method(listOfValue(value, context, site), args, site));
  }
  const plain: Value = {
    ...rest,
    callables: [],
    properties: except(rest.properties, lists),
    literals: presentPart(receiver).literals,
  };
  if (plain.literals.size > 0 || !isKnown(plain)) results.push(plainMethod(plain, name, args, site));
  if (object || callables.length > 0) results.push(unknownMethod(receiver, name, args, site));
  if (!method && (array || lists.size > 0)) {
    const listed: Value = { ...NEVER, array, properties: lists, from: receiver.from, computed: true };
    results.push(plainMethod(listed, name, args, site));
  }
  if (results.length === 0 || receiver.literals.has(undefined) || receiver.literals.has(null))
    results.push(UNDEFINED);
  return withSources(join(...results), receiver.from);
}

function listOfValue(value: Value, context: Context, { node }: CallSite): Receiver {
  const element = elementOf(context, value, node);
  return { value, element, isEmpty: isNothing(element) };
}

function isNothing(value: Value): boolean {
  const { canHold, canFail } = truthOf(value);
  return !canHold && !canFail;
}

function plainMethod(receiver: Value, name: string, args: Arguments, site: CallSite): Value {
  const isListMethod = Object.hasOwn(LIST_METHODS, name) && !PLAIN_METHODS.has(name);
  if (!isListMethod && !PLAIN_METHODS.has(name)) return unknownMethod(receiver, name, args, site);
  // A constant has no such method. An unknown value may be a list.
  if (isListMethod && isKnown(receiver)) return NEVER;
  const given = args.rest ? [...args.items, args.rest] : args.items;
  const called = given.filter(({ callables }) => callables.length > 0);
  const results = called.map((one) =>
    callValue(one, { items: [], rest: { ...OPAQUE, from: sourcesOf(receiver) } }, site),
  );
  const plain = given.filter(({ callables }) => callables.length === 0);
  return computedFrom(receiver, ...plain, ...results);
}

function unknownMethod(receiver: Value, name: string, { items, rest }: Arguments, site: CallSite): Value {
  if (site.here.context.outside === "rejected") {
    fail(
      site.node,
      `the method ${name} cannot be followed`,
      "Add it to tools/codegen/src/lineage/interpreter/methods.ts.",
    );
  }
  const given = rest ? [...items, rest] : items;
  const called = given.filter(({ callables }) => callables.length > 0);
  const results = called.map((one) => callValue(one, { items: [], rest: OPAQUE }, site));
  return computedFrom(receiver, ...given, ...results);
}

/** Calls the first argument of the method. */
function callback({ items }: Arguments, given: readonly Value[], site: CallSite): Value {
  const [first] = items;
  return first ? callValue(first, { items: [...given, OPAQUE], rest: undefined }, site) : UNDEFINED;
}

function mapMethod({ value, element, isEmpty }: Receiver, args: Arguments, site: CallSite): Value {
  if (isEmpty) return withSources(listOf(NEVER), value.from);
  const items = isKnown(value) ? value.array?.items : undefined;
  if (items) return withSources(arrayOf(items.map((item) => callback(args, [item], site))), value.from);
  return withSources(listOf(callback(args, [element], site)), value.from);
}

/** Removes a level of nesting. Elements that are not lists stay. */
function flatten(value: Value, { here: { context }, node }: CallSite): Value {
  const { element, from } = { element: elementOf(context, value, node), from: value.from };
  const { array, ...bare } = element;
  const lists = new Set([...bare.properties].filter((path) => context.record.isList(path)));
  const inner =
    array || lists.size > 0
      ? elementOf(context, { ...NEVER, array, properties: lists, from: bare.from }, node)
      : NEVER;
  const others: Value = { ...bare, properties: except(bare.properties, lists) };
  return withSources(listOf(isNothing(others) ? inner : join(inner, others)), from);
}

/** The elements that pass a test. The test is a source. */
function selected(element: Value, args: Arguments, site: CallSite): Value {
  if (isNothing(element)) return NEVER;
  const result = callback(args, [element], site);
  if (!truthOf(result).canHold) return NEVER;
  const isTruth = args.items[0]?.callables.some((one) => one.kind === "builtin" && one.name === "Boolean");
  const kept = isTruth ? truthyPart(element) : element;
  return isNothing(kept) ? NEVER : withSources(kept, sourcesOf(result));
}

function findMethod({ value, element }: Receiver, args: Arguments, site: CallSite): Value {
  return withSources(join(UNDEFINED, selected(element, args, site)), value.from);
}

function someMember({ value, element }: Receiver): Value {
  return withSources(join(UNDEFINED, element), value.from);
}

function testMethod(
  { value, element, isEmpty }: Receiver,
  args: Arguments,
  { site, onNone }: { site: CallSite; onNone: boolean },
): Value {
  if (isEmpty) return literal(onNone);
  const result = callback(args, [element], site);
  const { canHold, canFail } = truthOf(result);
  const isDecided = onNone ? !canFail : !canHold;
  const from = union(value.from, sourcesOf(result));
  return withSources(isDecided ? literal(onNone) : literal(true, false), from);
}

function sortMethod({ value, element }: Receiver, args: Arguments, site: CallSite): Value {
  const order = args.items.length > 0 ? callback(args, [element, element], site) : NEVER;
  return withSources(listOf(withSources(element, sourcesOf(order))), value.from);
}

function reduceMethod({ value, element }: Receiver, { items }: Arguments, site: CallSite): Value {
  const [step, start = element] = items;
  if (!step) return UNDEFINED;
  const once = join(start, callValue(step, { items: [start, element, OPAQUE], rest: undefined }, site));
  const twice = callValue(step, { items: [once, element, OPAQUE], rest: undefined }, site);
  return withSources(join(once, twice), value.from);
}

/** Changes the list in place. */
function addTo(value: Value, added: readonly Value[], { here: { frame } }: CallSite): Value {
  const { array } = value;
  if (array) {
    array.element = join(array.element, ...added.map((one) => withSources(one, frame.control)));
    array.items = undefined;
  }
  return value;
}
