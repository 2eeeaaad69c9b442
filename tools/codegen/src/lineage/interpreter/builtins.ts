import { type Arguments, type CallSite, callValue } from "../domain/context.ts";
import { fail } from "../domain/module.ts";
import { truthOf } from "../domain/parts.ts";
import { elementOf, entriesOf, readAt } from "../domain/read.ts";
import {
  computedFrom,
  decidedBy,
  isKnown,
  join,
  listOf,
  literal,
  NEVER,
  objectOf,
  onlyLiteral,
  sourcesOf,
  UNDEFINED,
  type Value,
  withSources,
} from "../domain/value.ts";
import { noteDrift } from "./drift.ts";

type Builtin = (args: readonly [first: Value, second: Value, all: readonly Value[]], site: CallSite) => Value;

const compute: Builtin = ([, , all]) => computedFrom(...all);

const FUNCTIONS: Readonly<Record<string, Builtin>> = {
  "Array.isArray": ([value]) => isArray(value),
  "Array.from": ([value, map], site) => {
    const element = elementOf(site.here.context, value, site.node);
    return listOf(
      map.callables.length > 0 ? callValue(map, { items: [element], rest: undefined }, site) : element,
    );
  },
  Boolean: ([value]) => {
    const { canHold, canFail } = truthOf(value);
    const results = [...(canHold ? [true] : []), ...(canFail ? [false] : [])];
    return withSources(literal(...results), sourcesOf(value));
  },
  "Object.entries": ([value], site) => entriesOf(site.here.context, value, site.node),
  "Object.values": ([value], site) => partOfEntries(value, 1, site),
  "Object.keys": ([value], site) => partOfEntries(value, 0, site),
  "Object.fromEntries": ([value]) => computedFrom(value),
  "Object.hasOwn": ([value, key]) => hasOwn(value, key),
  "Object.assign": ([target, , all]) => {
    const [, ...others] = all;
    for (const other of others) assignInto(target, other);
    return join(...all);
  },
  "Reflect.get": ([value, key], site) => readAt(site.here.context, value, key, site.node),
  "Promise.all": ([value]) => value,
  structuredClone: ([value]) => value,
  "drift.note": ([, value], site) => noteDrift(value, site),
};

/** Functions whose result depends on all arguments. */
const COMPUTING = new Set([
  "String",
  "Number",
  "parseInt",
  "parseFloat",
  "encodeURIComponent",
  "decodeURIComponent",
  "JSON.stringify",
  "JSON.parse",
  "Number.isFinite",
  "Number.isInteger",
  "Number.isSafeInteger",
  "Number.isNaN",
  "Number.parseFloat",
  "Number.parseInt",
  "Math.round",
  "Math.floor",
  "Math.ceil",
  "Math.trunc",
  "Math.abs",
  "Math.min",
  "Math.max",
  "Date.parse",
  "Date.UTC",
  "String.fromCharCode",
  "Promise.resolve",
  "URL.canParse",
  "btoa",
]);

/** The result of a built-in function. */
export function callBuiltin(name: string, { items, rest }: Arguments, site: CallSite): Value {
  const all = rest ? [...items, rest] : items;
  const [first = rest ?? UNDEFINED, second = rest ?? UNDEFINED] = items;
  const builtin = FUNCTIONS[name] ?? (COMPUTING.has(name) ? compute : undefined);
  if (builtin) return builtin([first, second, all], site);
  if (site.here.context.outside !== "rejected") return computedFrom(...all);
  return fail(
    site.node,
    `${name} cannot be followed`,
    "Add it to tools/codegen/src/lineage/interpreter/builtins.ts.",
  );
}

function isArray(value: Value): Value {
  const { array, object, callables, literals } = value;
  if (!isKnown(value)) return decidedBy(value);
  const isOther = Boolean(object) || callables.length > 0 || literals.size > 0;
  const results = [...(array ? [true] : []), ...(isOther ? [false] : [])];
  return withSources(literal(...results), value.from);
}

function partOfEntries(value: Value, part: 0 | 1, { here: { context }, node }: CallSite): Value {
  const pairs = entriesOf(context, value, node);
  const pair = pairs.array?.element ?? NEVER;
  return withSources(listOf(pair.array?.items?.[part] ?? NEVER), pairs.from);
}

function hasOwn({ object, computed, properties }: Value, key: Value): Value {
  const name = onlyLiteral(key)?.[0];
  const isClosed = object && !computed && properties.size === 0 && object.rest === NEVER;
  if (isClosed && name !== undefined)
    return withSources(literal(object.members.has(String(name))), sourcesOf(key));
  return decidedBy(key);
}

/** `Object.assign` changes its first argument. */
function assignInto({ object }: Value, other: Value): void {
  if (!object) return;
  for (const [name, member] of other.object?.members ?? []) {
    object.members.set(name, join(object.members.get(name) ?? NEVER, member));
  }
  if (!isKnown(other)) object.rest = join(object.rest, { ...objectOf(), ...other, object: undefined });
}
