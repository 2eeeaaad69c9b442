import type { JsonSchema, ParameterSchema } from "../document/operation-schemas.ts";
import type { Validator } from "../document/validator.ts";
import { isRow } from "../records/values.ts";

/** The name without brackets: `filter[0]` and `search[fields][]` belong to `filter` and `search`. */
export function parameterName(key: string): string {
  const bracket = key.indexOf("[");
  return bracket === -1 ? key : key.slice(0, bracket);
}

/** A name and its value as sent, decoded. */
export type Field = readonly [name: string, value: string];

type ReadOptions = {
  readonly sent: readonly string[];
  readonly validator: Validator;
  /** Everything that was sent in the same place, for objects whose properties have names of their own. */
  readonly fields?: readonly Field[] | undefined;
  /** Whether commas separate values of a repeated parameter, or the server takes what is before the first. */
  readonly commas?: "separate" | "cut" | undefined;
};

/**
 * One parameter's value with the type its schema gives it; undefined when it was not sent. A value that does not
 * fit stays text, so that validation refuses it.
 */
export function readParameter(parameter: ParameterSchema, options: ReadOptions): unknown {
  const { validator } = options;
  const [first] = options.sent;
  if (parameter.contentType?.includes("json")) return first === undefined ? undefined : parseJson(first);
  const object = schemaOfType("object", parameter.schema, validator);
  if (object) {
    const pairs = pairsOf(parameter, options);
    if (pairs.length > 0) return Object.fromEntries(pairs.map((pair) => typed(pair, object, validator)));
  }
  if (first === undefined) return undefined;
  const list = schemaOfType("array", parameter.schema, validator);
  if (!list) return coerce(withoutPrefix(parameter, first), validator.resolve(parameter.schema));
  const itemSchema = isSchema(list.items) ? validator.resolve(list.items) : true;
  return partsOf(parameter, options)
    .filter((part) => part !== "")
    .map((part) => coerce(part, itemSchema));
}

/** The properties that an object parameter has in an exploded form, where they stand under their own names. */
export function explodedNames(parameter: ParameterSchema, validator: Validator): string[] {
  const { in: place, style = "form", explode = style === "form", contentType } = parameter;
  if (place !== "query" || style !== "form" || !explode || contentType !== undefined) return [];
  return Object.keys(propertiesOf(schemaOfType("object", parameter.schema, validator)));
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The schema, or the choice of it, that describes values of a type. */
export function schemaOfType(
  type: "object" | "array",
  schema: JsonSchema,
  validator: Validator,
): Readonly<Record<string, unknown>> | undefined {
  const target = validator.resolve(schema);
  if (typeof target !== "object") return undefined;
  if (types(target).includes(type)) return target;
  const choices = [target.anyOf, target.oneOf, target.allOf].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  for (const choice of choices.filter(isSchema)) {
    const found = schemaOfType(type, choice, validator);
    if (found) return found;
  }
  return undefined;
}

function typed(
  [key, text]: Field,
  schema: Readonly<Record<string, unknown>>,
  validator: Validator,
): [string, unknown] {
  const property = propertiesOf(schema)[key];
  return [key, coerce(text, isSchema(property) ? validator.resolve(property) : true)];
}

function propertiesOf(
  schema: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> {
  return isRow(schema?.properties) ? schema.properties : {};
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

/** The properties of an object as sent. */
function pairsOf(parameter: ParameterSchema, { sent, fields = [], validator }: ReadOptions): Field[] {
  const { name, in: place, style = place === "query" ? "form" : "simple" } = parameter;
  const { explode = style === "form" } = parameter;
  if (style === "deepObject") {
    return fields.flatMap(([key, value]): Field[] =>
      key.startsWith(`${name}[`) && key.endsWith("]") ? [[key.slice(name.length + 1, -1), value]] : [],
    );
  }
  if (place === "query" && explode) {
    const names = explodedNames(parameter, validator);
    return fields.filter(([key]) => names.includes(key));
  }
  const [first] = sent;
  if (first === undefined) return [];
  if (explode) {
    const separator = style === "label" ? "." : style === "matrix" ? ";" : ",";
    const text = style === "simple" ? first : first.slice(1);
    return text.split(separator).map((pair): Field => {
      const at = pair.indexOf("=");
      return [pair.slice(0, at), pair.slice(at + 1)];
    });
  }
  const parts = withoutPrefix(parameter, first).split(separatorOf(style));
  return Object.keys(parts).flatMap((index): Field[] => {
    const at = Number(index);
    return at % 2 === 0 ? [[parts[at] ?? "", parts[at + 1] ?? ""]] : [];
  });
}

function separatorOf(style: string | undefined): string {
  if (style === "spaceDelimited") return " ";
  return style === "pipeDelimited" ? "|" : ",";
}

/** The value without the mark that the styles of paths put before it. */
function withoutPrefix({ name, style }: ParameterSchema, text: string): string {
  if (style === "label") return text.replace(/^\./, "");
  return style === "matrix" ? text.replace(`;${name}`, "").replace(/^=/, "") : text;
}

function partsOf(
  parameter: ParameterSchema,
  { sent, commas }: Pick<ReadOptions, "sent" | "commas">,
): readonly string[] {
  const { explode, in: place, style, name } = parameter;
  if (style === "label" || style === "matrix") {
    const mark = style === "label" ? "." : `;${name}=`;
    return sent.flatMap((text) => (explode ? text.split(mark) : withoutPrefix(parameter, text).split(",")));
  }
  const isJoined = explode === false || (style !== undefined && style !== "form" && explode !== true);
  if (isJoined || place !== "query") return sent.flatMap((text) => text.split(separatorOf(style)));
  if (commas === undefined) return sent;
  return sent.flatMap((text) => text.split(",", commas === "cut" ? 1 : undefined));
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "boolean" || (typeof value === "object" && value !== null);
}
