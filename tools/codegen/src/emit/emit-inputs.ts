import type { Api, ApiOperation } from "../read/api.ts";
import { type OpenApi, resolve, type Schema, type SchemaObject } from "../read/openapi.ts";
import type { Locate, ProblemList } from "../workspace/problem.ts";
import { header, keyOf } from "./print.ts";

type Context = { readonly api: Api; readonly locate: Locate; readonly problems: ProblemList };

/**
 * Prints what the filters of lists, the alternatives of a request body and the bodies of writes may contain, in a form that is a tenth
 * of their JSON Schemas and needs no validator: `inputs.ts` for reads, and `write-inputs.ts` for writes, so that a bundle can load that
 * later. No files for a document in which nothing is marked.
 */
export function emitInputs(id: string, context: Context): Record<string, string> {
  const { operations } = context.api;
  const lists = filteredLists(context.api);
  const marked = operations.filter(
    ({ body }) => body && isMarked(objectOf(body.schema, context.api.document), "input"),
  );
  if (lists.length + marked.length === 0) return {};
  const inputs = marked.flatMap((operation) => alternativesOf(operation, context));
  const bodies = marked.filter((operation) => alternativesOf(operation, context).length === 0);
  const ofReads = [
    header(id),
    "\n/** The filters of each list, by the last segment of its path. */\n",
    `export const filters = {\n${lists.map((list) => row(lastSegment(list), filtersOf(list, context))).join("")}} as const;\n`,
    "\n/** The inputs that an alternative of a body requires: true for those that may be null. */\n",
    `export const requiredInputs = {\n${inputs
      .filter(({ required }) => required !== "{}")
      .map(({ name, required }) => row(name, required))
      .join("")}} as const;\n`,
  ];
  const ofWrites = [
    header(id),
    "\n/** The inputs of each alternative of a body, by the value that selects it. Null counts as not given. */\n",
    `export const inputs = {\n${inputs.map(({ name, members }) => row(name, members)).join("")}} as const;\n`,
    "\n/** The inputs of an alternative that are secrets. */\n",
    `export const secretInputs = {\n${inputs
      .filter(({ secrets }) => secrets.length > 0)
      .map(({ name, secrets }) => row(name, JSON.stringify(secrets)))
      .join("")}} as const;\n`,
    "\n/** The properties of the bodies that write records, by operation. */\n",
    `export const bodies = {\n${bodies.map((operation) => row(operation.id, bodyOf(operation, context))).join("")}} as const;\n`,
    "\n/** The properties of those bodies that are never null. */\n",
    `export const neverNull = {\n${bodies.map((operation) => row(operation.id, neverNullIn(operation, context))).join("")}} as const;\n`,
  ];
  return { "inputs.ts": ofReads.join(""), "write-inputs.ts": ofWrites.join("") };
}

/** The lists with filters. */
export function filteredLists({ operations }: Api): ApiOperation[] {
  const filtered = operations.filter(
    ({ method, path, parameters }) =>
      method === "GET" &&
      !path.endsWith("}") &&
      parameters.some((parameter) => isMarked(parameter, "filter")),
  );
  // Further lists of a resource, such as those of several accounts, have longer paths and the same filters.
  const shortest = Math.min(...filtered.map(depthOf));
  return filtered.filter((list) => depthOf(list) === shortest);
}

function isMarked(node: object, mark: "filter" | "input"): boolean {
  return Reflect.get(node, `x-mdmkit-${mark}`) === true;
}

const row = (name: string, value: string): string => `  ${keyOf(name)}: ${value},\n`;

const depthOf = ({ path }: ApiOperation): number => path.split("/").length;
const lastSegment = ({ path }: ApiOperation): string => path.slice(path.lastIndexOf("/") + 1);

function filtersOf({ parameters }: ApiOperation, context: Context): string {
  const marked = parameters.filter((parameter) => isMarked(parameter, "filter"));
  const schemas = marked.map(({ name, schema = true }) => [name, schema] as const);
  return membersOf(Object.fromEntries(schemas), context);
}

type Alternative = {
  readonly name: string;
  readonly members: string;
  readonly required: string;
  readonly secrets: readonly string[];
};

/** The alternatives of a body with a discriminator; what they inherit is not their own. */
function alternativesOf({ body }: ApiOperation, context: Context): Alternative[] {
  const { document } = context.api;
  const schema = body && objectOf(body.schema, document);
  const { propertyName, mapping = {} } = schema?.discriminator ?? {};
  if (propertyName === undefined) return [];
  return Object.entries(mapping).map(([name, $ref]) => {
    const { properties = {}, required = [] } = objectOf({ $ref }, document);
    const own = Object.entries(properties).filter(([property]) => property !== propertyName);
    const names: readonly unknown[] = Array.isArray(required) ? required : [];
    const demanded = own.filter(([property]) => names.includes(property));
    for (const [property, inner] of own) {
      if (names.includes(property) || isNullable(inner, document)) continue;
      const message = `the optional input ${property} of ${name} is not nullable`;
      context.problems.error(context.locate($ref), message, "Allow null, which counts as not given.");
    }
    return {
      name,
      members: membersOf(Object.fromEntries(own), context),
      secrets: own.flatMap(([property, inner]) => (isSecret(inner, document) ? [property] : [])),
      required: literalOf(demanded.map(([property, inner]) => [property, `${isNullable(inner, document)}`])),
    };
  });
}

function bodyOf({ body }: ApiOperation, context: Context): string {
  return membersOf(propertiesOf(body?.schema ?? true, context.api.document), context);
}

function neverNullIn({ body }: ApiOperation, { api: { document } }: Context): string {
  const properties = Object.entries(propertiesOf(body?.schema ?? true, document));
  return JSON.stringify(properties.flatMap(([name, schema]) => (isNullable(schema, document) ? [] : [name])));
}

/** Own and inherited properties. */
function propertiesOf(schema: Schema, document: OpenApi): Record<string, Schema> {
  const { allOf = [], properties = {} } = objectOf(schema, document);
  return Object.assign({}, ...allOf.map((part) => propertiesOf(part, document)), properties);
}

function membersOf(properties: Readonly<Record<string, Schema>>, context: Context): string {
  return literalOf(Object.entries(properties).map(([name, schema]) => [name, allowedOf(schema, context)]));
}

const literalOf = (entries: readonly (readonly [string, string])[]): string =>
  entries.length > 0 ? `{ ${entries.map(([name, value]) => `${keyOf(name)}: ${value}`).join(", ")} }` : "{}";

/** What one property may be. */
function allowedOf(given: Schema, context: Context): string {
  const schema = presentOf(given, context.api.document);
  const { enum: words, pattern, format, items, properties, additionalProperties } = schema;
  if (Array.isArray(words)) return JSON.stringify(words);
  if (isOfType(schema, "string") && typeof pattern === "string") {
    return `{ pattern: /${pattern}/, expects: ${JSON.stringify(schema["x-mdmkit-expects"] ?? `text that matches ${pattern}`)} }`;
  }
  if (isOfType(schema, "string")) return format === "date-time" ? '"time"' : '"text"';
  if (isOfType(schema, "array")) return `{ items: ${allowedOf(items ?? true, context)} }`;
  if (isOfType(schema, "boolean")) return '"boolean"';
  if (isOfType(schema, "integer") || isOfType(schema, "number")) return '"number"';
  if (properties && Object.keys(properties).length > 0) {
    const isOpen = additionalProperties !== false && schema.unevaluatedProperties !== false;
    return `{ members: ${membersOf(properties, context)}${isOpen ? ", isOpen: true" : ""} }`;
  }
  return isOfType(schema, "object") ? '"object"' : '"any"';
}

/** Follows references, and picks the alternative that is not null. */
function presentOf(given: Schema, document: OpenApi): SchemaObject {
  const schema = objectOf(given, document);
  const [present, ...others] = (schema.anyOf ?? []).filter(
    (part) => !isOfType(objectOf(part, document), "null"),
  );
  return present !== undefined && others.length === 0 ? presentOf(present, document) : schema;
}

function objectOf(schema: Schema, document: OpenApi): SchemaObject {
  return typeof schema === "boolean" ? {} : resolve<SchemaObject>(document, schema);
}

const isSecret = (given: Schema, document: OpenApi): boolean =>
  objectOf(given, document)["x-mdmkit-sensitive"] === "secret";

function isNullable(given: Schema, document: OpenApi): boolean {
  const schema = objectOf(given, document);
  const parts = (schema.anyOf ?? []).map((part) => objectOf(part, document));
  return [schema, ...parts].some((part) => isOfType(part, "null"));
}

/** Whether values of a type are allowed; where null is as well, the other type counts. */
function isOfType({ type }: SchemaObject, wanted: string): boolean {
  return Array.isArray(type) ? type.includes(wanted) : type === wanted;
}
