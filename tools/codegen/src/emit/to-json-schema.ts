import { discriminatorValues, isDefault } from "../read/discriminator.ts";
import { mapValues } from "../read/json.ts";
import {
  componentName,
  isSchema,
  type OpenApi,
  SCHEMA_KEYWORDS,
  type Schema,
  type SchemaObject,
} from "../read/openapi.ts";

/** Annotations that a sandbox or a log needs. */
const KEPT = new Set(["x-mdmkit-sensitive", "x-mdmkit-unset"]);

/** OpenAPI keywords without meaning for a validator. */
const DROPPED = new Set([
  "$anchor",
  "$id",
  "$schema",
  "discriminator",
  "example",
  "examples",
  "externalDocs",
  "xml",
]);

/** OpenAPI 3.1 schemas are JSON Schema. References become ids, and annotations are left out. */
export function toJsonSchema(schema: Schema, document: OpenApi): Schema {
  if (typeof schema === "boolean") return schema;
  if (Array.isArray(schema.enum) && schema.enum.length === 0) return false; // Validators require at least one value.
  const converted: Record<string, unknown> = {};
  const whole = discriminated(schema, document);
  for (const keyword of Object.keys(whole)) {
    const value = whole[keyword];
    if (isKept(keyword, value)) converted[keyword] = convert(keyword, value, document);
  }
  return converted;
}

function isKept(keyword: string, value: unknown): boolean {
  if (keyword === "pattern") return isPattern(value);
  return !DROPPED.has(keyword) && (!keyword.startsWith("x-") || KEPT.has(keyword));
}

/** A validator cannot be created with a pattern that is invalid in JavaScript. */
function isPattern(value: unknown): boolean {
  try {
    return typeof value === "string" && new RegExp(value, "u") !== undefined;
  } catch {
    return false;
  }
}

function convert(keyword: string, value: unknown, document: OpenApi): unknown {
  if (keyword === "$ref" && typeof value === "string") return toId(value);
  const kind = SCHEMA_KEYWORDS.get(keyword);
  if (kind === "one") return convertPart(value, document);
  if (kind === "list" && Array.isArray(value)) return value.map((part) => convertPart(part, document));
  if (kind !== "map" || !isSchema(value) || typeof value === "boolean") return value;
  return mapValues(value, (part) => convertPart(part, document));
}

function convertPart(part: unknown, document: OpenApi): unknown {
  return isSchema(part) ? toJsonSchema(part, document) : part;
}

/** `#/components/schemas/X` becomes `X`, and a pointer into it becomes `X#/…`. */
function toId(reference: string): string {
  const name = componentName({ $ref: reference });
  if (name !== undefined) return schemaId(name);
  return reference.replace(/^#\/components\/schemas\/([^/]+)\//, "$1#/");
}

/** The `$id` of a schema: its name as a URI reference. */
export function schemaId(name: string): string {
  return encodeURI(name);
}

/** JSON Schema has no discriminator, so each alternative gets the value of its property. */
function discriminated(schema: SchemaObject, document: OpenApi): SchemaObject {
  const { discriminator } = schema;
  const keyword = schema.oneOf ? "oneOf" : "anyOf";
  const alternatives = schema[keyword];
  if (!discriminator || !alternatives) return schema;
  const name = discriminator.propertyName;
  const others = alternatives.flatMap((one) => discriminatorValues(document, discriminator, one) ?? []);
  const selected = alternatives.map((alternative): Schema => {
    if (isDefault(discriminator, alternative) && typeof alternative === "object")
      return { ...alternative, not: { required: [name], properties: { [name]: { enum: others } } } };
    const values = discriminatorValues(document, discriminator, alternative);
    if (!values || typeof alternative === "boolean") return alternative;
    return { ...alternative, required: [name], properties: { [name]: { enum: values } } };
  });
  return { ...schema, [keyword]: selected };
}
