import type { JsonSchema, OperationSchemas, ParameterSchema } from "../document/operation-schemas.ts";
import type { Validator } from "../document/validator.ts";
import { isRow } from "../records/values.ts";
import { parseSequence } from "./parse-sequence.ts";
import { parseXml } from "./parse-xml.ts";
import {
  explodedNames,
  type Field,
  parameterName,
  parseJson,
  readParameter,
  schemaOfType,
} from "./read-parameter.ts";

type Declared = NonNullable<OperationSchemas["body"]>;
type Part = readonly [name: string, value: string, contentType?: string | undefined];

/** A body as the value its content type stands for; undefined when it cannot be read. */
export function parseBody(text: string, declared: Declared, validator: Validator): unknown {
  const type = mediaTypeOf(declared.contentType);
  if (declared.isSequence) return parseSequence(text, type);
  if (type === "application/x-www-form-urlencoded")
    return parseForm([...new URLSearchParams(text)], declared, validator);
  if (type === "multipart/form-data") {
    const fields = parseMultipart(text);
    return fields && parseForm(fields, declared, validator);
  }
  if (/[/+]xml$/.test(type)) return parseXml(text, declared.schema, validator);
  return type.includes("json") ? parseJson(text) : text;
}

/** The content type a request names, without parameters. */
export function contentTypeOf(headers: Headers): string {
  return mediaTypeOf(headers.get("content-type") ?? "");
}

/** A media type without parameters. */
export function mediaTypeOf(contentType: string): string {
  return (contentType.split(";")[0] ?? "").trim().toLowerCase();
}

/** Form fields with the types their schemas give them; an array is repeated fields, unless its encoding has another style. */
function parseForm(
  parts: readonly Part[],
  { schema, encoding = {} }: Declared,
  validator: Validator,
): unknown {
  const fields = parts.map(([name, value]): Field => [name, value]);
  const parameterOf = (name: string): ParameterSchema => {
    const property = propertyOf(schema, name, validator) ?? true;
    const contentType = parts.find(([key]) => key === name)?.[2];
    return {
      in: "query",
      name,
      schema: property,
      explode: (encoding[name]?.style ?? "form") === "form",
      ...(contentType && { contentType }),
      ...encoding[name],
    };
  };
  const styled = Object.keys(encoding)
    .filter((name) => encoding[name]?.style !== undefined)
    .map(parameterOf);
  const owners = new Map(
    styled.flatMap((parameter) => explodedNames(parameter, validator).map((key) => [key, parameter.name])),
  );
  const ownerOf = (key: string) => {
    const base = parameterName(key);
    return owners.get(key) ?? (encoding[base]?.style === "deepObject" ? base : key);
  };
  const entries = [...new Set(fields.map(([name]) => ownerOf(name)))].map((name) => {
    const sent = fields.filter(([key]) => key === name).map(([, value]) => value);
    return [name, readField(parameterOf(name), sent, { fields, validator })];
  });
  return Object.fromEntries(entries);
}

/** Without a style, objects in forms are JSON, alone and in lists. */
function readField(
  parameter: ParameterSchema,
  sent: readonly string[],
  { fields, validator }: { fields: readonly Field[]; validator: Validator },
): unknown {
  const { schema, style, contentType } = parameter;
  const isJson = contentType?.includes("json") ?? false;
  if (style !== undefined) return readParameter(parameter, { sent, fields, validator });
  const list = schemaOfType("array", schema, validator);
  const items = asSchema(list?.items);
  const hasObjects = items && schemaOfType("object", items, validator);
  if (list && hasObjects)
    return sent.length === 1 && isJson && sent[0]?.startsWith("[") ? parseJson(sent[0]) : sent.map(parseJson);
  const [first = ""] = sent;
  if (!list && (schemaOfType("object", schema, validator) || isJson)) return parseJson(first);
  return readParameter(parameter, { sent, validator });
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
function parseMultipart(text: string): Part[] | undefined {
  const boundary = /^--[^\r\n]+/.exec(text)?.[0];
  if (boundary === undefined) return undefined;
  const [, ...parts] = `\r\n${text}`.split(`\r\n${boundary}`);
  if (!parts.pop()?.startsWith("--")) return undefined;
  const fields = parts.map(fieldOf);
  return fields.every((field) => field !== undefined) ? fields : undefined;
}

function fieldOf(part: string): Part | undefined {
  const end = part.indexOf("\r\n\r\n");
  // .NET writes names without quotes.
  const named = /^content-disposition:.*?[;\s]name=(?:"([^"]*)"|([^\s;"]+))/im.exec(part.slice(0, end));
  const name = named?.[1] ?? named?.[2];
  const type = /^content-type:\s*(.+)$/im.exec(part.slice(0, end))?.[1]?.trim();
  return end === -1 || name === undefined ? undefined : [name, part.slice(end + 4), type];
}
