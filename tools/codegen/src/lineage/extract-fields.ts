import ts from "typescript";
import { type Context, callValue, type RecordShape, startOf } from "./domain/context.ts";
import { fail, locationOf, type Modules } from "./domain/module.ts";
import {
  type ClosureNode,
  isUndefined,
  type Literal,
  NEVER,
  propertyAt,
  sourcesOf,
  union,
  type Value,
  withSources,
} from "./domain/value.ts";
import { createSite, vendorOf } from "./follow-adapter.ts";
import { createContext } from "./interpreter/create-context.ts";
import { DRIFT } from "./interpreter/drift.ts";
import { type MapperOrigins, METHODS_READ, type Method } from "./read-origins.ts";
import { createRecordShape, isBelow, type ReadRecord } from "./record-shape.ts";
import type { ResponseSchemas } from "./response-schemas.ts";

/** What feeds a unified field in a method. */
type Feed = {
  readonly sources: ReadonlySet<string>;
  readonly constants: readonly Literal[];
  /** Whether it can be something other than the constants. */
  readonly isOpen: boolean;
};

/** What feeds a unified field, such as `name` or `owner.emails[].email`. A method that never fills it is absent. */
export type FieldFeeds = { readonly line: number; readonly feeds: Readonly<Partial<Record<Method, Feed>>> };

export type MapperFields = {
  readonly file: string;
  /** What the mapper is called in its file. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, FieldFeeds>;
};

/** Follows a mapper twice: with a record of the list, and with a single record. */
export function extractFields(
  { mapper, reads }: MapperOrigins,
  { modules, responses }: { modules: Modules; responses: ResponseSchemas },
): MapperFields {
  const node = mapperNode(mapper);
  const lines = linesOf(node);
  const fields = new Map<string, { line: number; feeds: Partial<Record<Method, Feed>> }>();
  for (const method of METHODS_READ) {
    const record = createRecordShape(reads, method, responses);
    const context = createContext({ modules, record, outside: "rejected" });
    for (const [field, feed] of feedsOf(mapper, { context, record, node, lines })) {
      const entry = fields.get(field) ?? { line: lines.get(rootOf(field))?.line ?? 0, feeds: {} };
      entry.feeds[method] = feed;
      fields.set(field, entry);
    }
  }
  for (const [field, { node: property }] of lines) refuseUntraceable(field, property, fields);
  return { file: node.getSourceFile().fileName, name: nameOf(node), fields };
}

/** Follows the mapper of commands to check its drift. Lineage has no fields of commands. */
export function checkCommandMapper(indexPath: string, modules: Modules): void {
  const adapter = createSite(indexPath, modules);
  const mapper = vendorOf(adapter).object?.members.get("devices")?.object?.members.get("mapCommand");
  const record: RecordShape = { find: () => "there", isList: () => false };
  const context = createContext({ modules, record, outside: "rejected" });
  const args = { items: [propertyAt(""), DRIFT], rest: undefined };
  if (mapper)
    callValue(mapper, args, { here: startOf(adapter.module, context), node: adapter.module.source });
}

const rootOf = (field: string): string => field.split(/[.[]/)[0] ?? field;

function mapperNode(mapper: Value): ClosureNode {
  const [found] = mapper.callables;
  if (found?.kind !== "closure")
    throw new Error("The mapper in origins.ts must be a function of this package.");
  return found.node;
}

function nameOf(node: ClosureNode): string {
  if (node.name && ts.isIdentifier(node.name)) return node.name.text;
  return fail(node, "a mapper is a function with a name");
}

/** The line of each field in the object literal that the mapper returns. */
function linesOf(node: ClosureNode): ReadonlyMap<string, { line: number; node: ts.Node }> {
  const lines = new Map<string, { line: number; node: ts.Node }>();
  const body =
    node.body && ts.isBlock(node.body)
      ? node.body.statements.find(ts.isReturnStatement)?.expression
      : node.body;
  const literal = body && !ts.isBlock(body) ? unwrapped(body) : undefined;
  if (!literal || !ts.isObjectLiteralExpression(literal)) {
    return fail(node, "a mapper must return one object literal");
  }
  for (const property of literal.properties) {
    if (!property.name || !ts.isIdentifier(property.name))
      fail(property, "a mapper must write every field by its name");
    lines.set(property.name.text, { line: locationOf(property).line ?? 0, node: property });
  }
  return lines;
}

function unwrapped(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) || ts.isSatisfiesExpression(node)
    ? unwrapped(node.expression)
    : node;
}

type Site = {
  readonly context: Context;
  readonly record: ReadRecord;
  readonly node: ClosureNode;
  readonly lines: ReadonlyMap<string, unknown>;
};

function feedsOf(mapper: Value, { context, record, node, lines }: Site): Map<string, Feed> {
  const here = startOf(context.modules.load(node.getSourceFile().fileName), context);
  const made = callValue(mapper, { items: [propertyAt(""), DRIFT], rest: undefined }, { here, node });
  const feeds = new Map<string, Feed>();
  for (const field of lines.keys()) {
    const value = withSources(made.object?.members.get(field) ?? NEVER, made.from);
    record.refuseNowhere(sourcesOf(value));
    collect(field, value, feeds);
  }
  return feeds;
}

/** Collects the feeds of a field and of its members. Items without members count as part of the list. */
function collect(field: string, value: Value, feeds: Map<string, Feed>): void {
  const { array, object } = value;
  const element = array?.element ?? NEVER;
  const plain: Value = element.object || element.array ? NEVER : element;
  const sources = mostSpecific(union(value.properties, value.from, sourcesOf(plain)));
  const constants = [...value.literals, ...plain.literals].filter((constant) => constant !== undefined);
  const isFilled = sources.size > 0 || constants.length > 0 || object || array || value.computed;
  if (!isFilled || (isUndefined(value) && value.properties.size === 0)) return;
  feeds.set(field, { sources, constants, isOpen: value.computed || plain.computed });
  for (const [name, member] of object?.members ?? []) collect(`${field}.${name}`, member, feeds);
  // The members of a computed value have the same sources as the value.
  if (object && object.rest !== NEVER && !value.computed) collect(`${field}.*`, object.rest, feeds);
  if (plain === NEVER && element !== NEVER) {
    for (const [name, member] of element.object?.members ?? []) collect(`${field}[].${name}`, member, feeds);
  }
}

/** A field must be absent, constant, or have a source. */
function refuseUntraceable(field: string, property: ts.Node, fields: MapperFields["fields"]): void {
  const feeds = [...fields]
    .filter(([name]) => rootOf(name) === field)
    .flatMap(([, entry]) => Object.values(entry.feeds));
  const isTraced = feeds.some(({ sources, constants }) => sources.size > 0 || constants.length > 0);
  if (feeds.length === 0 || isTraced) return;
  fail(
    property,
    `the sources of ${field} cannot be traced`,
    "Use a property of the record, a constant, or undefined.",
  );
}

/** Removes sources that contain another source, and the record itself. */
function mostSpecific(sources: ReadonlySet<string>): ReadonlySet<string> {
  const all = [...sources].filter((path) => path !== "");
  return new Set(all.filter((path) => !all.some((other) => isBelow(other, path))).sort());
}
