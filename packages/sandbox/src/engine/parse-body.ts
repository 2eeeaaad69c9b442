import type { JsonSchema, OperationSchemas } from "./operation-schemas.ts";
import { readParameter } from "./read-query.ts";
import type { Validator } from "./validator.ts";

type Declared = NonNullable<OperationSchemas["body"]>;

/** A body as the value its content type stands for; undefined when it cannot be read. */
export function parseBody(text: string, declared: Declared, validator: Validator): unknown {
  const type = declared.contentType.toLowerCase();
  if (type === "application/x-www-form-urlencoded")
    return parseForm(new URLSearchParams(text), declared, validator);
  if (!type.includes("json")) return text;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** Form fields with the types their schemas give them; an array is repeated fields, or joined by commas. */
function parseForm(fields: URLSearchParams, { schema, encoding }: Declared, validator: Validator): unknown {
  const entries = [...new Set(fields.keys())].map((name) => {
    const parameter = {
      name,
      in: "query",
      schema: propertyOf(schema, name, validator),
      explode: encoding?.[name]?.explode ?? true,
    };
    return [name, readParameter(parameter, { sent: fields.getAll(name), validator })];
  });
  return Object.fromEntries(entries);
}

function propertyOf(schema: JsonSchema, name: string, validator: Validator): JsonSchema {
  const target = validator.resolve(schema);
  const properties = typeof target === "object" ? target.properties : undefined;
  if (typeof properties !== "object" || properties === null || !Object.hasOwn(properties, name)) return true;
  const property: unknown = Reflect.get(properties, name);
  return typeof property === "object" && property !== null ? { ...property } : true;
}
