import type { JsonSchema, ParameterSchema } from "../document/operation-schemas.ts";
import type { Validator } from "../document/validator.ts";

/** The name without brackets: `filter[0]` and `search[fields][]` belong to `filter` and `search`. */
export function parameterName(key: string): string {
  const bracket = key.indexOf("[");
  return bracket === -1 ? key : key.slice(0, bracket);
}

function types(schema: JsonSchema): string[] {
  const type = typeof schema === "object" ? schema.type : undefined;
  if (Array.isArray(type)) return type.map(String);
  return typeof type === "string" ? [type] : [];
}

function coerce(text: string, schema: JsonSchema): unknown {
  const wanted = types(schema);
  const numeric = wanted.includes("integer") || wanted.includes("number");
  if (numeric && text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
  // Clients in Python write `True`.
  if (wanted.includes("boolean") && /^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  return text;
}

function separator(style: string | undefined): string {
  if (style === "spaceDelimited") return " ";
  return style === "pipeDelimited" ? "|" : ",";
}

/**
 * One parameter's value with the type its schema gives it; undefined when it was not sent. A value that does not
 * fit stays text, so that validation refuses it.
 */
export function readParameter(
  parameter: ParameterSchema,
  { sent, validator }: { sent: readonly string[]; validator: Validator },
): unknown {
  const [first] = sent;
  if (first === undefined) return undefined;
  const schema = validator.resolve(parameter.schema);
  if (typeof schema !== "object" || !types(schema).includes("array")) return coerce(first, schema);
  const joined = parameter.explode === false || parameter.in !== "query";
  const parts = joined ? sent.flatMap((text) => text.split(separator(parameter.style))) : sent;
  const items = schema.items;
  const itemSchema = isSchema(items) ? validator.resolve(items) : true;
  return parts.filter((part) => part !== "").map((part) => coerce(part, itemSchema));
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "boolean" || (typeof value === "object" && value !== null);
}
