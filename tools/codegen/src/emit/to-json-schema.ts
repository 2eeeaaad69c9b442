import { componentName, isSchema, SCHEMA_KEYWORDS, type Schema, type SchemaObject } from "../read/openapi.ts";

/** Annotations that a sandbox or a log needs. */
const KEPT = new Set(["x-mdmkit-sensitive", "x-mdmkit-unset"]);

/** OpenAPI keywords without meaning for a validator. */
const DROPPED = new Set(["$schema", "discriminator", "example", "examples", "externalDocs", "xml"]);

/** OpenAPI 3.1 schemas are JSON Schema. References become ids, and annotations are left out. */
export function toJsonSchema(schema: Schema): Schema {
  if (typeof schema === "boolean") return schema;
  if (Array.isArray(schema.enum) && schema.enum.length === 0) return false; // Validators require at least one value.
  const entries = Object.entries(discriminated(schema)).filter(([keyword, value]) => isKept(keyword, value));
  return Object.fromEntries(entries.map(([keyword, value]) => [keyword, convert(keyword, value)]));
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

function convert(keyword: string, value: unknown): unknown {
  if (keyword === "$ref" && typeof value === "string") return toId(value);
  const kind = SCHEMA_KEYWORDS.get(keyword);
  if (kind === "one") return convertPart(value);
  if (kind === "list" && Array.isArray(value)) return value.map(convertPart);
  if (kind !== "map" || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, convertPart(part)]));
}

function convertPart(part: unknown): unknown {
  return isSchema(part) ? toJsonSchema(part) : part;
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
function discriminated(schema: SchemaObject): SchemaObject {
  const { discriminator, oneOf } = schema;
  if (!discriminator || !Array.isArray(oneOf)) return schema;
  const { propertyName, mapping = {} } = discriminator;
  const alternatives = oneOf.map((alternative: Schema): Schema => {
    const name = componentName(alternative);
    if (!name || typeof alternative === "boolean") return alternative;
    const mapped = Object.entries(mapping).flatMap(([value, target]) =>
      target === name || componentName({ $ref: target }) === name ? [value] : [],
    );
    const values = mapped.length > 0 ? mapped : [name];
    return { ...alternative, required: [propertyName], properties: { [propertyName]: { enum: values } } };
  });
  return { ...schema, oneOf: alternatives };
}
