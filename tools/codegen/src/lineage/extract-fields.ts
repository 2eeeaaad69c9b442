import ts from "typescript";
import type { AnswerSchemas } from "./answer-schemas.ts";
import { type Context, callValue, startOf } from "./domain/context.ts";
import { fail, type Modules, placeOf } from "./domain/module.ts";
import {
  type ClosureNode,
  isUndefined,
  type Literal,
  NEVER,
  placeAt,
  sourcesOf,
  union,
  type Value,
  withSources,
} from "./domain/value.ts";
import { createContext } from "./interpreter/create-context.ts";
import { type MapperOrigins, METHODS_READ, type Method } from "./read-origins.ts";
import { createRecordShape, isBelow, type ReadRecord } from "./record-shape.ts";

/** What feeds one unified field by one method; nothing where the method never fills it. */
type Feed = {
  readonly sources: ReadonlySet<string>;
  readonly constants: readonly Literal[];
  /** Whether it can be anything but the constants. */
  readonly isOpen: boolean;
};

/** What feeds one unified field, such as `name` or `owner.emails[].email`. */
export type FieldFeeds = { readonly line: number; readonly feeds: Readonly<Partial<Record<Method, Feed>>> };

export type MapperFields = {
  readonly file: string;
  /** What the mapper is called in its file. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, FieldFeeds>;
};

/** Follows a mapper once as the list feeds it and once as a single read does. */
export function extractFields(
  { mapper, reads }: MapperOrigins,
  { modules, answers }: { modules: Modules; answers: AnswerSchemas },
): MapperFields {
  const node = mapperNode(mapper);
  const lines = linesOf(node);
  const fields = new Map<string, { line: number; feeds: Partial<Record<Method, Feed>> }>();
  for (const method of METHODS_READ) {
    const record = createRecordShape(reads, method, answers);
    const context = createContext({ modules, record, outside: "refused" });
    for (const [field, feed] of feedsOf(mapper, { context, record, node, lines })) {
      const entry = fields.get(field) ?? { line: lines.get(rootOf(field))?.line ?? 0, feeds: {} };
      entry.feeds[method] = feed;
      fields.set(field, entry);
    }
  }
  for (const [field, { node: property }] of lines) refuseUntraceable(field, property, fields);
  return { file: node.getSourceFile().fileName, name: nameOf(node), fields };
}

const rootOf = (field: string): string => field.split(/[.[]/)[0] ?? field;

function mapperNode(mapper: Value): ClosureNode {
  const [found] = mapper.callables;
  if (found?.kind !== "closure")
    throw new Error("origins.ts names a mapper that is no function of this package.");
  return found.node;
}

function nameOf(node: ClosureNode): string {
  if (node.name && ts.isIdentifier(node.name)) return node.name.text;
  return fail(node, "a mapper is a function with a name");
}

/** Where each field stands in the literal that the mapper returns. */
function linesOf(node: ClosureNode): ReadonlyMap<string, { line: number; node: ts.Node }> {
  const lines = new Map<string, { line: number; node: ts.Node }>();
  const body =
    node.body && ts.isBlock(node.body)
      ? node.body.statements.find(ts.isReturnStatement)?.expression
      : node.body;
  const literal = body && !ts.isBlock(body) ? unwrapped(body) : undefined;
  if (!literal || !ts.isObjectLiteralExpression(literal)) {
    return fail(node, "a mapper returns one object literal; this one does not");
  }
  for (const property of literal.properties) {
    if (!property.name || !ts.isIdentifier(property.name))
      fail(property, "a mapper writes every field by its name");
    lines.set(property.name.text, { line: placeOf(property).line ?? 0, node: property });
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
  const made = callValue(mapper, { items: [placeAt("")], rest: undefined }, { here, node });
  const feeds = new Map<string, Feed>();
  for (const field of lines.keys()) {
    const value = withSources(made.object?.members.get(field) ?? NEVER, made.from);
    record.refuseNowhere(sourcesOf(value));
    collect(field, value, feeds);
  }
  return feeds;
}

/** Notes what feeds a field, and below it the members of what it holds. Items without members feed the list itself. */
function collect(field: string, value: Value, feeds: Map<string, Feed>): void {
  const { array, object } = value;
  const element = array?.element ?? NEVER;
  const plain: Value = element.object || element.array ? NEVER : element;
  const sources = mostSpecific(union(value.places, value.from, sourcesOf(plain)));
  const constants = [...value.literals, ...plain.literals].filter((constant) => constant !== undefined);
  const isFilled = sources.size > 0 || constants.length > 0 || object || array || value.computed;
  if (!isFilled || (isUndefined(value) && value.places.size === 0)) return;
  feeds.set(field, { sources, constants, isOpen: value.computed || plain.computed });
  for (const [name, member] of object?.members ?? []) collect(`${field}.${name}`, member, feeds);
  // What may be anything made from its sources has no more to tell of its members.
  if (object && object.rest !== NEVER && !value.computed) collect(`${field}.*`, object.rest, feeds);
  if (plain === NEVER && element !== NEVER) {
    for (const [name, member] of element.object?.members ?? []) collect(`${field}[].${name}`, member, feeds);
  }
}

/** A field must be absent, constant, or made from something that can be named. */
function refuseUntraceable(field: string, property: ts.Node, fields: MapperFields["fields"]): void {
  const feeds = [...fields]
    .filter(([name]) => rootOf(name) === field)
    .flatMap(([, entry]) => Object.values(entry.feeds));
  const isTraced = feeds.some(({ sources, constants }) => sources.size > 0 || constants.length > 0);
  if (feeds.length === 0 || isTraced) return;
  fail(
    property,
    `what feeds ${field} cannot be traced`,
    "Write it from the record, as a constant, or as undefined.",
  );
}

/** Without what only contains another source, and the record as a whole. */
function mostSpecific(sources: ReadonlySet<string>): ReadonlySet<string> {
  const all = [...sources].filter((path) => path !== "");
  return new Set(all.filter((path) => !all.some((other) => isBelow(other, path))).sort());
}
