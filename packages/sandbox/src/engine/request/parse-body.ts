import type { JsonSchema, OperationSchemas } from "../document/operation-schemas.ts";
import type { Validator } from "../document/validator.ts";
import { isRow } from "../records/values.ts";
import { parseXml } from "./parse-xml.ts";
import { readParameter } from "./read-query.ts";

type Declared = NonNullable<OperationSchemas["body"]>;
type Fields = readonly (readonly [name: string, value: string])[];

/** A body as the value its content type stands for; undefined when it cannot be read. */
export function parseBody(text: string, declared: Declared, validator: Validator): unknown {
  const type = declared.contentType.toLowerCase();
  if (type === "application/x-www-form-urlencoded")
    return parseForm([...new URLSearchParams(text)], declared, validator);
  if (type === "multipart/form-data") {
    const fields = parseMultipart(text);
    return fields && parseForm(fields, declared, validator);
  }
  if (/[/+]xml$/.test(type)) return parseXml(text, declared.schema, validator);
  if (!type.includes("json")) return text;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** The content type a request names, without parameters. */
export function contentTypeOf(headers: Headers): string {
  return (headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

/** Form fields with the types their schemas give them; an array is repeated fields, or joined by commas. */
function parseForm(fields: Fields, { schema, encoding }: Declared, validator: Validator): unknown {
  const entries = [...new Set(fields.map(([name]) => name))].map((name) => {
    const parameter = {
      name,
      in: "query",
      schema: propertyOf(schema, name, validator) ?? true,
      explode: encoding?.[name]?.explode ?? true,
    };
    const sent = fields.filter(([key]) => key === name).map(([, value]) => value);
    return [name, readParameter(parameter, { sent, validator })];
  });
  return Object.fromEntries(entries);
}

/** The schema of a property, also where a part or a choice of the schema has it. */
function propertyOf(schema: JsonSchema, name: string, validator: Validator): JsonSchema | undefined {
  const target = validator.resolve(schema);
  if (typeof target !== "object") return undefined;
  const { properties } = target;
  if (isRow(properties) && Object.hasOwn(properties, name)) return asSchema(properties[name]);
  const parts = [target.allOf, target.anyOf, target.oneOf].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  for (const part of parts.map(asSchema)) {
    const found = part && propertyOf(part, name, validator);
    if (found !== undefined) return found;
  }
  return undefined;
}

function asSchema(value: unknown): JsonSchema | undefined {
  return isRow(value) ? value : undefined;
}

/** The fields of a `multipart/form-data` body, in order; undefined for another body. Files are read as text. */
function parseMultipart(text: string): [name: string, value: string][] | undefined {
  const boundary = /^--[^\r\n]+/.exec(text)?.[0];
  if (boundary === undefined) return undefined;
  const [, ...parts] = `\r\n${text}`.split(`\r\n${boundary}`);
  if (!parts.pop()?.startsWith("--")) return undefined;
  const fields = parts.map(fieldOf);
  return fields.every((field) => field !== undefined) ? fields : undefined;
}

function fieldOf(part: string): [name: string, value: string] | undefined {
  const end = part.indexOf("\r\n\r\n");
  // .NET writes names without quotes.
  const named = /^content-disposition:.*?[;\s]name=(?:"([^"]*)"|([^\s;"]+))/im.exec(part.slice(0, end));
  const name = named?.[1] ?? named?.[2];
  return end === -1 || name === undefined ? undefined : [name, part.slice(end + 4)];
}
