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

type ReadOptions = {
  readonly sent: readonly string[];
  readonly validator: Validator;
  /** Whether commas separate values of a repeated parameter, or the server takes what is before the first. */
  readonly commas?: "separate" | "cut" | undefined;
};

/**
 * One parameter's value with the type its schema gives it; undefined when it was not sent. A value that does not
 * fit stays text, so that validation refuses it.
 */
export function readParameter(parameter: ParameterSchema, { sent, validator, commas }: ReadOptions): unknown {
  const [first] = sent;
  if (first === undefined) return undefined;
  const schema = validator.resolve(parameter.schema);
  if (typeof schema !== "object" || !types(schema).includes("array")) return coerce(first, schema);
  const parts = partsOf(parameter, { sent, commas });
  const items = schema.items;
  const itemSchema = isSchema(items) ? validator.resolve(items) : true;
  return parts.filter((part) => part !== "").map((part) => coerce(part, itemSchema));
}

function partsOf(
  { explode, in: place, style }: ParameterSchema,
  { sent, commas }: Pick<ReadOptions, "sent" | "commas">,
): readonly string[] {
  if (explode === false || place !== "query") return sent.flatMap((text) => text.split(separator(style)));
  if (commas === undefined) return sent;
  return sent.flatMap((text) => text.split(",", commas === "cut" ? 1 : undefined));
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "boolean" || (typeof value === "object" && value !== null);
}
