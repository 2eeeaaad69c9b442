import { child, isObject, type JsonObject, type JsonValue } from "./json.ts";

/** The kinds of nodes in a document. Only some may be a reference. */
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

/** The keys whose values are nodes, for OpenAPI 3 and Swagger 2.0. All other values are plain data. */
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
    mediaTypes: ["map", "mediaType"],
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
    query: OPERATION,
    additionalOperations: ["map", "operation"],
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
  mediaType: { schema: SCHEMA, itemSchema: SCHEMA, examples: EXAMPLES, encoding: ["map", "encoding"] },
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

/** The same as maps, which have no inherited keys. */
const ROWS = new Map(Object.entries(KEYS).map(([kind, rows]) => [kind, new Map(Object.entries(rows))]));
const NO_ROWS: ReadonlyMap<string, readonly [Holding, NodeKind]> = new Map();

/** The sections of `components`, by kind of node. */
export const SECTIONS: ReadonlyMap<NodeKind, string> = new Map(
  Object.entries(KEYS.components).map(([section, [, kind]]) => [kind, section]),
);

/** A node of a document: its kind, its pointer and its parent. */
export type DocumentNode = { readonly kind: NodeKind; readonly node: JsonObject; pointer(): string };

/** False leaves out the nodes in a node. */
type Visit = (found: DocumentNode) => unknown;

/**
 * Visits every node of a document, parents first, without following references. Examples, defaults, enums and extensions
 * are data: a `$ref` or `nullable` in them has no meaning.
 */
export function visitNodes(document: JsonValue, visit: Visit): void {
  if (isObject(document)) visitNode(new Visited("document", document), visit);
}

/** All of these nodes, for several checks of a document that does not change in between. */
export function nodesOf(document: JsonValue): readonly DocumentNode[] {
  const nodes: DocumentNode[] = [];
  visitNodes(document, (found) => nodes.push(found));
  return nodes;
}

/** A large document has 100,000 nodes, so a pointer is built only on request. */
class Visited implements DocumentNode {
  readonly kind: NodeKind;
  readonly node: JsonObject;
  readonly #above: Visited | undefined;
  readonly #key: string;
  readonly #name: string | number | undefined;

  constructor(kind: NodeKind, node: JsonObject, above?: Visited, key = "", name?: string | number) {
    this.kind = kind;
    this.node = node;
    this.#above = above;
    this.#key = key;
    this.#name = name;
  }

  pointer(): string {
    if (!this.#above) return "#";
    return child(this.#above.pointer(), this.#key, ...(this.#name === undefined ? [] : [this.#name]));
  }
}

function visitNode(above: Visited, visit: Visit): void {
  if (visit(above) === false) return;
  const { kind, node } = above;
  const rows = ROWS.get(kind) ?? NO_ROWS;
  const others = rows.get("*");
  for (const key of Object.keys(node)) {
    const value = node[key];
    if (typeof value !== "object" || value === null) continue;
    const row = rows.get(key) ?? (key.startsWith("x-") ? undefined : others);
    if (!row) continue;
    const [holding, inner] = row;
    if (Array.isArray(value)) {
      for (let index = 0; holding === "list" && index < value.length; index++) {
        const item = value[index];
        if (isObject(item)) visitNode(new Visited(inner, item, above, key, index), visit);
      }
    } else if (holding === "one") visitNode(new Visited(inner, value, above, key), visit);
    else if (holding === "map") visitMap(value, inner, { above, key }, visit);
  }
}

function visitMap(map: JsonObject, inner: NodeKind, at: { above: Visited; key: string }, visit: Visit): void {
  const mayBeExtension = inner !== "schema" && at.above.kind !== "components";
  for (const name of Object.keys(map)) {
    const item = map[name];
    if (isObject(item) && !(mayBeExtension && name.startsWith("x-"))) {
      visitNode(new Visited(inner, item, at.above, at.key, name), visit);
    }
  }
}
