import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";

const FORM = "application/x-www-form-urlencoded";
const MULTIPART = "multipart/form-data";

/** Keys of a Swagger parameter that are part of its schema in OpenAPI 3. */
const SCHEMA_KEYS = new Set(
  "type format items default maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems enum multipleOf x-nullable".split(
    " ",
  ),
);

/** The array style for each `collectionFormat`. OpenAPI 3 has none for `tsv`, which no known document uses. */
const FORMATS: Readonly<Record<string, JsonObject>> = {
  multi: { style: "form", explode: true },
  ssv: { style: "spaceDelimited", explode: false },
  pipes: { style: "pipeDelimited", explode: false },
};

export function isBodyParameter(parameter: JsonValue): boolean {
  return isObject(parameter) && (parameter.in === "body" || parameter.in === "formData");
}

/** Converts a parameter that is not a request body. References stay. */
export function convertParameter(parameter: JsonValue): JsonValue {
  if (!isObject(parameter) || "$ref" in parameter) return parameter;
  const { collectionFormat, ...rest } = parameter;
  const kept = Object.entries(rest).filter(([key]) => !SCHEMA_KEYS.has(key));
  const isList = rest.type === "array";
  const inQuery = rest.in === "query" || rest.in === "formData";
  const comma: JsonObject = inQuery ? { style: "form", explode: false } : { style: "simple" };
  const style = isList ? ((inQuery ? FORMATS[String(collectionFormat)] : undefined) ?? comma) : {};
  return { ...Object.fromEntries(kept), ...style, schema: schemaOf(rest) };
}

/** The schema of a parameter, header or item. */
export function schemaOf(described: JsonObject): JsonObject {
  const entries = Object.entries(described).filter(([key]) => SCHEMA_KEYS.has(key));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key === "items" && isObject(value) ? schemaOf(value) : value]),
  );
}

/** Converts a body parameter, or form fields, to a request body. */
export function convertBody(parameters: readonly JsonObject[], consumes: readonly string[]): JsonObject {
  const body = parameters.find((parameter) => parameter.in === "body");
  return body ? convertJson(body, consumes) : convertForm(parameters, consumes);
}

function convertJson(
  { description, required, schema, ...rest }: JsonObject,
  consumes: readonly string[],
): JsonObject {
  const media = consumes.length > 0 ? consumes : ["application/json"];
  const extensions = Object.entries(rest).filter(([key]) => key.startsWith("x-"));
  return {
    ...(description !== undefined && { description }),
    content: Object.fromEntries(media.map((type) => [type, { schema: structuredClone(schema ?? {}) }])),
    ...(required === true && { required: true }),
    ...Object.fromEntries(extensions),
  };
}

function convertForm(fields: readonly JsonObject[], consumes: readonly string[]): JsonObject {
  const media = consumes.filter((type) => type === FORM || type === MULTIPART);
  const usual = fields.some(({ type }) => type === "file") ? MULTIPART : FORM;
  const properties = fields.map((field): [string, JsonValue] => [
    String(field.name),
    { ...(field.description !== undefined && { description: field.description }), ...schemaOf(field) },
  ]);
  const required = fields.filter((field) => field.required === true).map(({ name }) => String(name));
  const joined = fields.filter(
    ({ type, collectionFormat }) => type === "array" && collectionFormat !== "multi",
  );
  const encoding = Object.fromEntries(
    joined.map(({ name }) => [String(name), { style: "form", explode: false }]),
  );
  const schema = {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
  };
  const one = { schema, ...(joined.length > 0 && { encoding }) };
  const types = media.length > 0 ? media : [usual];
  return {
    content: Object.fromEntries(types.map((type) => [type, structuredClone(one)])),
    ...(required.length > 0 && { required: true }),
  };
}
