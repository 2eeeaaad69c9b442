import { readFileSync } from "node:fs";
import { isObject, type JsonValue } from "../read/json.ts";
import {
  type OpenApi,
  type Operation,
  parseOpenApi,
  partsOf,
  type Response,
  resolve,
  type Schema,
  type SchemaObject,
} from "../read/openapi.ts";
import { operationsIn } from "../read/path-operations.ts";
import { type Unset, unsetOf } from "../read/unset.ts";

/** The response schemas of a document, by operation and path such as `results[].general.name`. */
export type ResponseSchemas = {
  /** Whether the document has the operation. */
  has(operation: string): boolean;
  /** The path of a record: an item of a paginated list, or the response itself. */
  recordPath(operation: string): string;
  /** The schemas at a path: several if there are alternatives, none if the path does not exist. */
  at(operation: string, path: string): readonly Schema[];
  /** The types of what stands at a path. */
  typesAt(operation: string, path: string): readonly string[];
  /** What is known of unset values at a path. */
  unsetAt(operation: string, path: string): readonly Unset[];
  /** The paths below a path that have no properties. */
  leaves(operation: string, path: string): readonly string[];
};

/** Reads the generated `openapi.json` of a vendor. */
export function readResponseSchemas(file: string): ResponseSchemas {
  return responseSchemasOf(parseOpenApi(readFileSync(file, "utf8")));
}

export function responseSchemasOf(document: OpenApi): ResponseSchemas {
  const operations = new Map(operationsOf(document));
  const at = (operation: string, path: string) => {
    const root = responseOf(document, operations.get(operation));
    return pathSteps(path).reduce<readonly Schema[]>(
      (found, step) => found.flatMap((schema) => stepInto(document, schema, step)),
      root === undefined ? [] : [root],
    );
  };
  return {
    has: (operation) => operations.has(operation),
    recordPath: (operation) => recordPath(operations.get(operation)?.["x-mdmkit-pagination"]),
    at,
    typesAt: (operation, path) => at(operation, path).flatMap((schema) => typesOf(document, schema)),
    unsetAt: (operation, path) =>
      at(operation, path).flatMap((schema) => (typeof schema === "boolean" ? [] : (unsetOf(schema) ?? []))),
    leaves: (operation, path) => [
      ...new Set(at(operation, path).flatMap((schema) => leavesBelow(document, schema, { path, above: [] }))),
    ],
  };
}

function* operationsOf({ paths = {} }: OpenApi): Generator<[string, Operation]> {
  for (const item of Object.values(paths)) {
    for (const { operation } of operationsIn(item)) {
      if (operation.operationId) yield [operation.operationId, operation];
    }
  }
}

function recordPath(pagination: JsonValue | undefined): string {
  if (!isObject(pagination)) return "";
  return typeof pagination.items === "string" ? `${pagination.items}[]` : "[]";
}

function responseOf(document: OpenApi, operation: Operation | undefined): Schema | undefined {
  const { responses = {} } = operation ?? {};
  const [, success = responses.default] =
    Object.entries(responses).find(([status]) => /^2/.test(status)) ?? [];
  const { content = {} } = success ? resolve<Response>(document, success) : {};
  const type = Object.keys(content).find((name) => /json/.test(name));
  return type === undefined ? undefined : content[type]?.schema;
}

/** `a.b[].c` as `a`, `b`, `[]`, `c`. */
export function pathSteps(path: string): string[] {
  return path === "" ? [] : path.split(/\.|(?=\[\])/).filter((step) => step !== "");
}

/** The schemas one step below a schema, through references and alternatives. */
function stepInto(document: OpenApi, schema: Schema, step: string): readonly Schema[] {
  if (typeof schema === "boolean") return schema ? [schema] : [];
  const target = resolve<SchemaObject>(document, schema);
  const { items, properties = {}, additionalProperties } = target;
  const parts = partsOf(target);
  const inParts = parts.flatMap((part) => stepInto(document, part, step));
  if (step === "[]") return items === undefined ? inParts : [items, ...inParts];
  if (step === "*") return [...anyProperty(target), ...inParts];
  if (Object.hasOwn(properties, step)) {
    const property = properties[step];
    return property === undefined ? inParts : [property, ...inParts];
  }
  const isOpen = Object.keys(properties).length === 0 && parts.length === 0 && isObjectType(target);
  if (isSchema(additionalProperties)) return [additionalProperties, ...inParts];
  return isOpen ? [true] : inParts;
}

/** Follows a recursive schema once. */
function leavesBelow(
  document: OpenApi,
  schema: Schema,
  { path, above }: { path: string; above: readonly SchemaObject[] },
): string[] {
  if (typeof schema === "boolean") return [path];
  const target = resolve<SchemaObject>(document, schema);
  if (above.includes(target)) return [];
  const inside = (part: Schema, at: string) =>
    leavesBelow(document, part, { path: at, above: [...above, target] });
  const { properties = {}, items } = target;
  const parts = partsOf(target);
  const found = [
    ...parts.flatMap((part) => inside(part, path)),
    ...Object.entries(properties).flatMap(([name, part]) =>
      inside(part, path === "" ? name : `${path}.${name}`),
    ),
    ...(items === undefined ? [] : inside(items, `${path}[]`)),
  ];
  return found.length > 0 || parts.length > 0 ? found : [path];
}

function typesOf(document: OpenApi, schema: Schema): string[] {
  if (typeof schema === "boolean") return [];
  const target = resolve<SchemaObject>(document, schema);
  return [...[target.type ?? []].flat(), ...partsOf(target).flatMap((part) => typesOf(document, part))];
}

function anyProperty({ properties = {}, additionalProperties, type }: SchemaObject): readonly Schema[] {
  if (isSchema(additionalProperties)) return [additionalProperties];
  const known = Object.values(properties);
  return known.length === 0 && isObjectType({ type }) ? [true] : known;
}

function isSchema(value: unknown): value is Schema {
  return value === true || (typeof value === "object" && value !== null);
}

/** An object, or a value of any type. */
function isObjectType({ type }: Pick<SchemaObject, "type">): boolean {
  return type === undefined || [type].flat().includes("object");
}
