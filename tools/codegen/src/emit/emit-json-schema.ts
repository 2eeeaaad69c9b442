import { type Api, type ApiOperation, type ApiParameter, type Body, isSetByClient } from "../read/api.ts";
import type { Confidence } from "../read/confidence.ts";
import type { Schema, SchemaObject } from "../read/openapi.ts";
import { mediaOf } from "../read/read-api.ts";
import { header, jsonLiteral } from "./print.ts";
import { schemaId, toJsonSchema } from "./to-json-schema.ts";

const TYPES = `/** A JSON Schema 2020-12. A \`$ref\` names another schema by its \`$id\`. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

export type ParameterSchema = {
  readonly name: string;
  /** \`querystring\` is the whole query as one value, which callers pass as \`query\`. */
  readonly in: "query" | "querystring" | "path" | "header" | "cookie";
  readonly required: boolean;
  /** The client sets it; callers do not pass it. */
  readonly byClient?: true;
  readonly schema: JsonSchema;
  readonly style?: string;
  readonly explode?: boolean;
  /** The media type of the value, where it is not written in a style. */
  readonly contentType?: string;
  /** How fields of a form are written. */
  readonly encoding?: FieldEncodings;
};

/** How the fields of a form are written, by name. */
type FieldEncodings = Readonly<
  Record<string, { readonly style?: string; readonly explode?: boolean; readonly contentType?: string }>
>;

/** The schemas of an operation's request and responses, and its annotations. */
export type OperationSchemas = {
  readonly summary?: string;
  readonly deprecated?: true;
  /** The operation takes other credentials than the rest of the document, or none. */
  readonly ownSecurity?: true;
  /** How sure it is that the vendor has this operation: from its document, from client code, or concluded. */
  readonly confidence?: "documented" | "observed" | "inferred";
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly ParameterSchema[];
  readonly body?: {
    readonly contentType: string;
    readonly required: boolean;
    readonly schema: JsonSchema;
    /** How form fields are written. */
    readonly encoding?: FieldEncodings;
    /** The value is a list whose items are sent one by one. */
    readonly isSequence?: true;
  };
  /** By status code, \`2XX\` or \`default\`; without a schema the response has no body. */
  readonly responses: Readonly<Record<string, { readonly contentType?: string; readonly schema?: JsonSchema; readonly isSequence?: true }>>;
  readonly pagination?: {
    readonly style: "offset" | "page" | "cursor";
    readonly in?: "query" | "body";
    readonly limit?: string;
    readonly offset?: string;
    readonly page?: string;
    readonly cursor?: string;
    readonly firstPage?: number;
    readonly default?: number;
    readonly max?: number;
    readonly cap?: number;
    readonly items?: string;
    readonly next?: string;
    readonly last?: string;
    readonly more?: string;
    readonly total?: string;
    readonly totalHeader?: string;
    readonly order?: Readonly<Record<string, string>>;
  };
  /** What the operation links with the record in its path. */
  readonly association?: {
    /** The collection at the other end, or the parameter or body property that names it. */
    readonly to?: string;
    readonly type?: string;
    readonly id?: string;
    /** Body properties and the values with which they end the association. */
    readonly remove?: Readonly<Record<string, string>>;
  };
  readonly safety: "read" | "write" | "destructive";
  readonly permission?: readonly string[];
  readonly quirks?: readonly string[];
};

/** Records that several paths share. */
export type CollectionPaths = {
  /** An item is one segment below each of them. */
  readonly paths: readonly string[];
  readonly id?: string;
  /** The property that the segment below a path names, where that is not the id. */
  readonly by?: Readonly<Record<string, string>>;
};
`;

/** Prints `json-schema/index.ts` for validators. A client does not import it. */
export function emitJsonSchema(
  id: string,
  api: Api,
  confidence: ReadonlyMap<string, Confidence> = new Map(),
): string {
  const schemas = Object.entries(api.schemas).map(([name, schema]) =>
    row(name, identified(name, schema, api)),
  );
  const operations = api.operations.map((operation) =>
    row(
      operation.id,
      { ...descriptionOf(operation, confidence), ...schemasOf(operation, api) },
      "OperationSchemas",
    ),
  );
  return [
    header(id),
    TYPES,
    "\n/** The component schemas of the document, by name. */\n",
    `export const schemas: Record<string, JsonSchema> = {\n${schemas.join("")}};\n`,
    "\n/** The operations of the document, by operationId. */\n",
    `export const operationSchemas: Record<string, OperationSchemas> = {\n${operations.join("")}};\n`,
    "\n/** Records that several paths share, by name. */\n",
    `export const collections: Record<string, CollectionPaths> = ${jsonLiteral(api.collections)};\n`,
    "\n/** Base URLs of the document. */\n",
    `export const servers: string[] = ${JSON.stringify(api.servers)};\n`,
  ].join("");
}

/** One line per entry, which is half the size; changes are reviewed in openapi.json. */
function row(name: string, value: unknown, type = ""): string {
  const key = name === "__proto__" ? `["${name}"]` : JSON.stringify(name);
  // Without `satisfies`, TypeScript takes the type of a property such as `constructor` from Object.
  const typed = type !== "" && name in Object.prototype ? ` satisfies ${type}` : "";
  return `  ${key}: ${jsonLiteral(value)}${typed},\n`;
}

function identified(name: string, schema: Schema, api: Api): SchemaObject {
  const plain = toJsonSchema(schema, api.document);
  return { $id: schemaId(name), ...(typeof plain === "boolean" ? { allOf: [plain] } : plain) };
}

function descriptionOf(
  { id, summary, deprecated, ownSecurity }: ApiOperation,
  confidence: ReadonlyMap<string, Confidence>,
) {
  return {
    summary,
    deprecated: deprecated || undefined,
    ownSecurity: ownSecurity || undefined,
    confidence: confidence.get(id),
  };
}

function schemasOf(operation: ApiOperation, api: Api) {
  const { method, path, parameters, body, responses, pagination, association, ...annotations } = operation;
  const { safety, permission, quirks } = annotations;
  return {
    method,
    path,
    parameters: parameters.map((parameter) => parameterSchema(parameter, api)),
    ...(body && { body: bodySchema(body, api) }),
    responses: Object.fromEntries(
      responses.map(({ status, contentType, schema, format }) => [
        status,
        {
          contentType,
          schema: schema === undefined ? undefined : toJsonSchema(schema, api.document),
          isSequence: format === "sequence" || undefined,
        },
      ]),
    ),
    pagination: pagination?.raw,
    association,
    safety,
    permission,
    quirks,
  };
}

function parameterSchema(parameter: ApiParameter, api: Api) {
  const { name, in: place, required, schema, style, explode, ...rest } = parameter;
  const byClient = isSetByClient(api, parameter) || undefined;
  const media = mediaOf(rest);
  const shape = toJsonSchema(schema ?? media?.schema ?? true, api.document);
  const contentType = media?.contentType;
  return {
    name,
    in: place,
    required: required === true,
    byClient,
    schema: shape,
    style,
    explode,
    contentType,
    ...(media && place === "querystring" && fieldsOf(media)),
  };
}

function bodySchema({ contentType, required, schema, encoding, format }: Body, api: Api) {
  return {
    contentType,
    required,
    schema: toJsonSchema(schema, api.document),
    ...fieldsOf({ encoding }),
    ...(format === "sequence" && { isSequence: true }),
  };
}

/** How the fields of a form are written. */
function fieldsOf({ encoding }: Pick<Body, "encoding">) {
  const fields = Object.entries(encoding).map(([name, { style, explode, contentType }]) => [
    name,
    { style, explode, contentType },
  ]);
  return fields.length > 0 ? { encoding: Object.fromEntries(fields) } : undefined;
}
