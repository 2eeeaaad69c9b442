import type { JsonObject, JsonValue } from "../../read/json.ts";
import type { Format } from "../parse/recognize.ts";

/** Notes a change that is not part of the version upgrade. Equal notes are counted. */
export type Note = (text: string) => void;

/** Siblings of a `$ref` that are kept. */
const SIBLINGS = /^(\$ref|description|summary|x-.*)$/;

/** Converts a schema to OpenAPI 3.1 in place. `x-nullable` is Swagger's `nullable`. */
export function upgradeSchema(schema: JsonObject, format: Format, note: Note): void {
  const isNullable = schema.nullable === true || (format === "2.0" && schema["x-nullable"] === true);
  noteForeign(schema, format, note);
  if (typeof schema.nullable === "boolean") delete schema.nullable;
  if (typeof schema.$ref === "string" && format !== "3.1") dropSiblings(schema, note);
  if (isNullable) allowNull(schema);
  upgradeBound(schema, "minimum", "exclusiveMinimum");
  upgradeBound(schema, "maximum", "exclusiveMaximum");
  if (typeof schema.discriminator === "string") schema.discriminator = { propertyName: schema.discriminator };
  if (schema.type === "file") Object.assign(schema, { type: "string", format: "binary" });
  tidyRequired(schema, note);
}

/** Schemas that this conversion added, which must not be reported later. */
const added = new WeakSet<JsonObject>();

function nullSchema(): JsonObject {
  const schema: JsonObject = { type: "null" };
  added.add(schema);
  return schema;
}

function noteForeign(schema: JsonObject, format: Format, note: Note): void {
  if (added.has(schema)) return;
  if (format === "3.1") {
    if ("nullable" in schema) note("`nullable` is not part of OpenAPI 3.1; converted to the type null");
    if (typeof schema.exclusiveMinimum === "boolean" || typeof schema.exclusiveMaximum === "boolean") {
      note(
        "`exclusiveMinimum` or `exclusiveMaximum` that is not a number is not OpenAPI 3.1; read as in 3.0",
      );
    }
  } else if (
    Array.isArray(schema.type) ||
    schema.type === "null" ||
    "const" in schema ||
    typeof schema.exclusiveMinimum === "number"
  ) {
    note(`keywords of OpenAPI 3.1 in a document of version ${format}; read as in 3.1`);
  }
}

function dropSiblings(schema: JsonObject, note: Note): void {
  const ignored = Object.keys(schema).filter((key) => !SIBLINGS.test(key));
  if (ignored.length > 0) note("siblings of a `$ref` have no effect before OpenAPI 3.1; removed");
  for (const key of ignored) delete schema[key];
}

function allowNull(schema: JsonObject): void {
  const { type } = schema;
  if (typeof type === "string") schema.type = type === "null" ? type : [type, "null"];
  else if (Array.isArray(type)) schema.type = type.includes("null") ? type : [...type, "null"];
  if (type !== undefined) {
    if (Array.isArray(schema.enum) && !schema.enum.includes(null)) schema.enum = [...schema.enum, null];
    return;
  }
  const choice = ["anyOf", "oneOf"].find((key) => Array.isArray(schema[key]));
  const choices = choice && schema[choice];
  if (choice && Array.isArray(choices)) {
    schema[choice] = [...choices, nullSchema()];
    return;
  }
  for (const key of ["$ref", "allOf"]) {
    const part = schema[key];
    if (part === undefined) continue;
    delete schema[key];
    schema.anyOf = [{ [key]: part }, nullSchema()];
    return;
  }
  if (Array.isArray(schema.enum) && !schema.enum.includes(null)) schema.enum = [...schema.enum, null];
}

function upgradeBound(schema: JsonObject, bound: string, exclusive: string): void {
  if (typeof schema[exclusive] !== "boolean") return;
  const limit: JsonValue | undefined = schema[bound];
  const isExclusive = schema[exclusive];
  delete schema[exclusive];
  if (!isExclusive || typeof limit !== "number") return;
  delete schema[bound];
  schema[exclusive] = limit;
}

function tidyRequired(schema: JsonObject, note: Note): void {
  const { required } = schema;
  if (typeof required === "boolean") {
    note("`required` in a schema must be a list of names; removed");
    delete schema.required;
  }
  if (!Array.isArray(required)) return;
  const names = [...new Set(required)];
  if (names.length === required.length && names.length > 0) return;
  if (names.length > 0) note("duplicate names in `required`; removed");
  if (names.length > 0) schema.required = names;
  else delete schema.required;
}
