import { child, isObject, type JsonObject, type JsonValue } from "./json.ts";

/** What a node of a document is; only some of these may be a reference. */
export type NodeKind =
  | "document"
  | "components"
  | "pathItem"
  | "operation"
  | "callback"
  | "parameter"
  | "header"
  | "requestBody"
  | "response"
  | "mediaType"
  | "encoding"
  | "example"
  | "link"
  | "securityScheme"
  | "schema";

type Holding = "one" | "list" | "map";
type Rows = Readonly<Record<string, readonly [Holding, NodeKind]>>;

const OPERATION = ["one", "operation"] as const;
const SCHEMA = ["one", "schema"] as const;
const SCHEMAS = ["list", "schema"] as const;
const SCHEMA_MAP = ["map", "schema"] as const;
const EXAMPLES = ["map", "example"] as const;
const CONTENT = ["map", "mediaType"] as const;

/** Which keys of a node hold further nodes, for OpenAPI 3 and Swagger 2.0; everything else is plain data. */
const KEYS: Readonly<Record<NodeKind, Rows>> = {
  document: {
    paths: ["map", "pathItem"],
    webhooks: ["map", "pathItem"],
    components: ["one", "components"],
    definitions: SCHEMA_MAP,
    parameters: ["map", "parameter"],
    responses: ["map", "response"],
  },
  components: {
    schemas: SCHEMA_MAP,
    responses: ["map", "response"],
    parameters: ["map", "parameter"],
    examples: EXAMPLES,
    requestBodies: ["map", "requestBody"],
    headers: ["map", "header"],
    securitySchemes: ["map", "securityScheme"],
    links: ["map", "link"],
    callbacks: ["map", "callback"],
    pathItems: ["map", "pathItem"],
  },
  pathItem: {
    parameters: ["list", "parameter"],
    get: OPERATION,
    put: OPERATION,
    post: OPERATION,
    delete: OPERATION,
    options: OPERATION,
    head: OPERATION,
    patch: OPERATION,
    trace: OPERATION,
  },
  operation: {
    parameters: ["list", "parameter"],
    requestBody: ["one", "requestBody"],
    responses: ["map", "response"],
    callbacks: ["map", "callback"],
  },
  callback: { "*": ["one", "pathItem"] },
  parameter: { schema: SCHEMA, content: CONTENT, examples: EXAMPLES },
  header: { schema: SCHEMA, content: CONTENT, examples: EXAMPLES },
  requestBody: { content: CONTENT },
  response: { headers: ["map", "header"], content: CONTENT, links: ["map", "link"], schema: SCHEMA },
  mediaType: { schema: SCHEMA, examples: EXAMPLES, encoding: ["map", "encoding"] },
  encoding: { headers: ["map", "header"] },
  example: {},
  link: {},
  securityScheme: {},
  schema: {
    properties: SCHEMA_MAP,
    patternProperties: SCHEMA_MAP,
    dependentSchemas: SCHEMA_MAP,
    $defs: SCHEMA_MAP,
    definitions: SCHEMA_MAP,
    allOf: SCHEMAS,
    anyOf: SCHEMAS,
    oneOf: SCHEMAS,
    prefixItems: SCHEMAS,
    items: SCHEMA,
    not: SCHEMA,
    if: SCHEMA,
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: SCHEMA,
    else: SCHEMA,
    contains: SCHEMA,
    propertyNames: SCHEMA,
    additionalProperties: SCHEMA,
    unevaluatedItems: SCHEMA,
    unevaluatedProperties: SCHEMA,
    contentSchema: SCHEMA,
  },
};

/** Sections of `components` by what they hold. */
export const SECTIONS: ReadonlyMap<NodeKind, string> = new Map(
  Object.entries(KEYS.components).map(([section, [, kind]]) => [kind, section]),
);

/** One node of a document: what it is, where it stands, and who holds it. */
export type DocumentNode = {
  readonly kind: NodeKind;
  readonly node: JsonObject;
  readonly pointer: () => string;
};

type Visit = (found: DocumentNode) => void;
type Trail = { readonly above: Trail | undefined; readonly keys: readonly (string | number)[] };

/**
 * Visits every node of a document, parents before what they hold, without following references. Examples, defaults,
 * enums and extensions are data: a `$ref` or `nullable` in them means nothing.
 */
export function visitNodes(document: JsonValue, visit: Visit): void {
  visitNode(document, "document", undefined, visit);
}

function visitNode(
  node: JsonValue | undefined,
  kind: NodeKind,
  trail: Trail | undefined,
  visit: Visit,
): void {
  if (!isObject(node)) return;
  visit({ kind, node, pointer: () => pointerOf(trail) });
  const rows = KEYS[kind];
  const below = (keys: readonly (string | number)[]): Trail => ({ above: trail, keys });
  for (const [key, value] of Object.entries(node)) {
    const row = Object.hasOwn(rows, key) ? rows[key] : key.startsWith("x-") ? undefined : rows["*"];
    if (!row || value === undefined) continue;
    const [holding, inner] = row;
    if (holding === "one") visitNode(value, inner, below([key]), visit);
    else if (holding === "list" && Array.isArray(value)) {
      for (const [index, item] of value.entries()) visitNode(item, inner, below([key, index]), visit);
    } else if (holding === "map" && isObject(value)) {
      for (const [name, item] of Object.entries(value)) {
        const isExtension = name.startsWith("x-") && inner !== "schema" && kind !== "components";
        if (!isExtension) visitNode(item, inner, below([key, name]), visit);
      }
    }
  }
}

function pointerOf(trail: Trail | undefined): string {
  const keys: (string | number)[] = [];
  for (let at = trail; at; at = at.above) keys.unshift(...at.keys);
  return child("#", ...keys);
}
