type SchemaObject = {
  readonly $ref?: string;
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly allOf?: readonly SchemaObject[];
  readonly unevaluatedProperties?: unknown;
  readonly [keyword: string]: unknown;
};
type Schemas = Readonly<Record<string, SchemaObject>>;
type Responses = Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
type Content = Readonly<Record<string, unknown>>;
type Operation = {
  readonly responses?: Readonly<
    Record<string, { readonly $ref?: string; readonly [member: string]: unknown }>
  >;
  readonly requestBody?: { readonly content?: Content };
};

/** The parts of the document that are rewritten. */
export type OpenApi = {
  readonly [member: string]: unknown;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly [kind: string]: unknown;
    readonly schemas: Schemas;
    readonly responses: Responses;
  };
};

/**
 * The document in terms that common generators understand. They ignore what is beside `allOf`, know no `const`, do not look for the media
 * type of a success behind a `$ref`, and read a success that has several media types as none of them.
 */
export function simplifyDocument(document: OpenApi): OpenApi {
  const { schemas, responses } = document.components;
  const flat = mapValues(schemas, (schema) => withEnums(flatten(schema, schemas)));
  const paths = mapValues(document.paths, (item) =>
    mapValues(item, (operation) =>
      operation.responses
        ? {
            ...operation,
            ...(operation.requestBody && { requestBody: inJson(operation.requestBody) }),
            responses: withoutReferences(operation.responses, responses),
          }
        : operation,
    ),
  );
  const whole = { ...document, paths, components: { ...document.components, schemas: flat, responses: {} } };
  const text = JSON.stringify([whole, responses]);
  const used = <Part>(kind: string, parts: Readonly<Record<string, Part>>) =>
    Object.fromEntries(
      Object.entries(parts).filter(([name]) => text.includes(`"#/components/${kind}/${name}"`)),
    );
  const components = {
    ...document.components,
    schemas: used("schemas", flat),
    responses: used("responses", responses),
  };
  return { ...document, paths, components };
}

const JSON_TYPE = "application/json";

/** Keywords that can be joined. Extensions and the description are those of the object itself. */
const PLAIN = ["type", "description", "properties", "required", "allOf", "unevaluatedProperties"];

/** An object that only adds properties to others, as one object; any other schema as it is. */
function flatten(schema: SchemaObject, schemas: Schemas): SchemaObject {
  if (!schema.allOf || !isPlain(schema)) return schema;
  const parts = schema.allOf.map((part) => flatten(targetOf(part, schemas), schemas));
  if (!parts.every((part) => isPlain(part) && !part.allOf && !("unevaluatedProperties" in part)))
    return schema;
  const { allOf: _, unevaluatedProperties, ...own } = schema;
  const all = [...parts, schema];
  const required = [...new Set(all.flatMap((part) => part.required ?? []))];
  return {
    ...own,
    properties: Object.assign({}, ...all.map(({ properties }) => properties)),
    ...(required.length > 0 && { required }),
    ...(unevaluatedProperties === false && { additionalProperties: false }),
  };
}

/** The only text of a property as an enum. */
function withEnums(schema: SchemaObject): SchemaObject {
  if (!schema.properties) return schema;
  const properties = mapValues(schema.properties, (property) => {
    const { const: only, ...rest }: SchemaObject = Object(property);
    return typeof only === "string" ? { ...rest, type: "string", enum: [only] } : property;
  });
  return { ...schema, properties };
}

function isPlain(schema: SchemaObject): boolean {
  const keywords = Object.keys(schema).filter((keyword) => !keyword.startsWith("x-"));
  return schema.type === "object" && keywords.every((keyword) => PLAIN.includes(keyword));
}

function targetOf(schema: SchemaObject, schemas: Schemas): SchemaObject {
  return schemas[schema.$ref?.replace("#/components/schemas/", "") ?? ""] ?? schema;
}

/** Only JSON of a body that can have other media types, too; the operation describes these. */
function inJson(body: NonNullable<Operation["requestBody"]>): Operation["requestBody"] {
  const json = body.content?.[JSON_TYPE];
  return json ? { ...body, content: { [JSON_TYPE]: json } } : body;
}

/** Where a success can be JSON or lines of JSON, only the first remains; the parameter that chooses describes the other. */
function withoutReferences(own: NonNullable<Operation["responses"]>, responses: Responses) {
  return Object.fromEntries(
    Object.entries(own).map(([status, response]) => {
      const named = responses[response.$ref?.replace("#/components/responses/", "") ?? ""];
      if (!status.startsWith("2") || !named) return [status, response];
      const json = named.content?.[JSON_TYPE];
      return [status, json ? { ...named, content: { [JSON_TYPE]: json } } : named];
    }),
  );
}

function mapValues<Value, Mapped>(from: Readonly<Record<string, Value>>, map: (value: Value) => Mapped) {
  return Object.fromEntries(Object.entries(from).map(([name, value]) => [name, map(value)]));
}
