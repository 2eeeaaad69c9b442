import { isObject, type JsonObject, type JsonValue, stepsOf } from "./json.ts";

/** The parts of an OpenAPI 3.1 or 3.2 document that the generators read. */
export type OpenApi = {
  readonly openapi: string;
  readonly servers?: readonly Server[];
  readonly paths?: Readonly<Record<string, PathItem>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
  readonly [annotation: `x-${string}`]: JsonValue | undefined;
};

export type Reference = { readonly $ref: string };
type Maybe<T> = T | Reference;

type Server = {
  readonly url: string;
  readonly variables?: Readonly<Record<string, { readonly default: string }>>;
};

export type PathItem = {
  readonly parameters?: readonly Maybe<Parameter>[];
  /** By method, as it is sent. */
  readonly additionalOperations?: Readonly<Record<string, Operation>>;
} & {
  readonly [M in Method]?: Operation;
};

export type Operation = {
  readonly operationId?: string;
  readonly summary?: string;
  readonly deprecated?: boolean;
  readonly security?: readonly JsonValue[];
  readonly parameters?: readonly Maybe<Parameter>[];
  readonly requestBody?: Maybe<RequestBody>;
  readonly responses?: Readonly<Record<string, Maybe<Response>>>;
  readonly [annotation: `x-${string}`]: JsonValue | undefined;
};

export type Parameter = {
  readonly name: string;
  /** `querystring` is the whole query as one value. */
  readonly in: "query" | "querystring" | "path" | "header" | "cookie";
  readonly required?: boolean;
  readonly allowEmptyValue?: boolean;
  readonly schema?: Schema;
  readonly content?: Content;
} & Styling;

/** How a parameter, or a property of a form, is written. */
export type Styling = {
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
};

/** How a property of a form is written, and the media type of a part. */
export type Encoding = Styling & {
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, Maybe<{ readonly required?: boolean }>>>;
};

type RequestBody = { readonly required?: boolean; readonly content?: Content };
export type Response = { readonly content?: Content };
export type Content = Readonly<Record<string, MediaType>>;

type MediaType = {
  readonly schema?: Schema;
  /** The schema of each item of a sequence, such as JSON Lines. */
  readonly itemSchema?: Schema;
  readonly encoding?: Readonly<Record<string, Encoding>>;
  readonly itemEncoding?: Encoding;
  readonly prefixEncoding?: readonly Encoding[];
};

export type Schema = boolean | SchemaObject;
export type SchemaObject = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly unevaluatedItems?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly discriminator?: {
    readonly propertyName: string;
    readonly mapping?: Readonly<Record<string, string>>;
    readonly defaultMapping?: string;
  };
  readonly [keyword: string]: unknown;
};

export const METHODS = [
  "get",
  "put",
  "post",
  "delete",
  "head",
  "patch",
  "options",
  "trace",
  "query",
] as const;
type Method = (typeof METHODS)[number];

/** Parses a prepared document. The lint rule `struct` has checked its shape. */
export function parseOpenApi(text: string): OpenApi & JsonObject {
  return JSON.parse(text);
}

/** A document that is parsed already. Lint has checked its structure. */
export function toOpenApi(document: JsonValue): OpenApi & JsonObject {
  if (isOpenApi(document)) return document;
  throw new TypeError("The document is not an OpenAPI document.");
}

function isOpenApi(document: JsonValue): document is OpenApi & JsonObject {
  return isObject(document) && typeof document.openapi === "string";
}

/** A node of the document and its JSON pointer. */
export type Located<T> = { readonly node: T; readonly pointer: string };

/** Follows `$ref`s within the document. Lint has checked that they resolve. */
export function resolve<T extends object>(document: OpenApi, node: T | Reference): T {
  return follow<T>(document, { node, pointer: "" }).node;
}

/** The same, with the pointer of what is found. */
export function follow<T extends object>(document: OpenApi, from: Located<T | Reference>): Located<T> {
  let { node: found, pointer }: Located<unknown> = from;
  for (let hops = 0; isReference(found); hops++) {
    if (hops > 20) throw new Error(`circular reference ${found.$ref}`);
    pointer = found.$ref;
    found = stepsOf(pointer).reduce<unknown>(
      (parent, step) => (typeof parent === "object" && parent ? Reflect.get(parent, step) : undefined),
      document,
    );
  }
  return { node: found as T, pointer }; // The boundary between the parsed document and its types.
}

function isReference(value: unknown): value is Reference {
  return typeof value === "object" && value !== null && "$ref" in value && typeof value.$ref === "string";
}

/** The name of the component schema that a reference points at. */
export function componentName(schema: Schema | undefined): string | undefined {
  if (!isReference(schema)) return undefined;
  const [first, kind, name, ...rest] = stepsOf(schema.$ref);
  return first === "components" && kind === "schemas" && rest.length === 0 ? name : undefined;
}

/** A property of a schema; follows references and compositions. */
export function propertyOf(document: OpenApi, schema: Schema | undefined, name: string): Schema | undefined {
  if (schema === undefined || typeof schema === "boolean") return undefined;
  const target = resolve<SchemaObject>(document, schema);
  if (target.properties && Object.hasOwn(target.properties, name)) return target.properties[name];
  for (const part of partsOf(target)) {
    const found = propertyOf(document, part, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether an object must have a property; follows references and `allOf`. */
export function isRequired(document: OpenApi, schema: Schema | undefined, name: string): boolean {
  if (schema === undefined || typeof schema === "boolean") return false;
  const { required = [], allOf = [] } = resolve<SchemaObject>(document, schema);
  return required.includes(name) || allOf.some((part) => isRequired(document, part, name));
}

/** The schemas that a schema is composed of. */
export function partsOf({ allOf = [], oneOf = [], anyOf = [] }: SchemaObject): readonly Schema[] {
  return [...allOf, ...oneOf, ...anyOf];
}

/** The schema of the items of an array schema. */
export function itemsOf(document: OpenApi, schema: Schema | undefined): Schema | undefined {
  if (schema === undefined || typeof schema === "boolean") return undefined;
  const target = resolve<SchemaObject>(document, schema);
  if (target.items !== undefined) return target.items;
  return partsOf(target)
    .map((part) => itemsOf(document, part))
    .find((items) => items !== undefined);
}

type Holding = "one" | "list" | "map";

const KEYWORDS: readonly [Holding, readonly string[]][] = [
  [
    "one",
    ["additionalProperties", "contains", "contentSchema", "else", "if", "items", "not", "propertyNames"],
  ],
  ["one", ["then", "unevaluatedItems", "unevaluatedProperties"]],
  ["list", ["allOf", "anyOf", "oneOf", "prefixItems"]],
  ["map", ["$defs", "dependentSchemas", "patternProperties", "properties"]],
];

/** JSON Schema keywords whose value is a schema, a list of schemas, or schemas by name. */
export const SCHEMA_KEYWORDS: ReadonlyMap<string, Holding> = new Map(
  KEYWORDS.flatMap(([holding, names]) => names.map((name) => [name, holding] as const)),
);

export function isSchema(value: unknown): value is Schema {
  return typeof value === "boolean" || (typeof value === "object" && value !== null && !Array.isArray(value));
}
