import { isRecord } from "@mdmkit/runtime";
import type { JsonSchema, SchemaValidator } from "@mdmkit/schema-validator";
import type { OperationDescription } from "@mdmkit/unified/vendors";
import { usageError } from "../process/command-error.ts";
import { parseJson } from "../process/json-input.ts";
import { suggest } from "../process/suggest.ts";

export type Parameter = OperationDescription["parameters"][number];
type Places = Partial<Record<Parameter["in"], Record<string, unknown>>>;

/** The parameters that a caller gives: not those that the account fixes. */
export const parametersOf = ({
  parameters,
}: Pick<OperationDescription, "parameters">): readonly Parameter[] =>
  parameters.filter(({ byClient }) => !byClient);

/**
 * Reads `NAME=VALUE` arguments. A name that is in several places is written with its place: `query.id=7`. Values are read as the document
 * types them: a list is the name repeated or JSON, an object is JSON.
 */
export function readParameters(
  given: readonly string[],
  operation: Pick<OperationDescription, "parameters">,
  { resolve }: Pick<SchemaValidator, "resolve">,
): Places {
  const places: Places = {};
  const texts = new Map<Parameter, string[]>();
  for (const argument of given) {
    const { name, text } = split(argument);
    const parameter = find(parametersOf(operation), name);
    texts.set(parameter, [...(texts.get(parameter) ?? []), text]);
  }
  for (const [parameter, values] of texts) {
    const { in: place, name } = parameter;
    places[place] = { ...places[place], [name]: readValue(parameter, values, resolve) };
  }
  return places;
}

function split(argument: string): { name: string; text: string } {
  const end = argument.indexOf("=");
  if (end > 0) return { name: argument.slice(0, end), text: argument.slice(end + 1) };
  throw usageError("A parameter is written as NAME=VALUE.", "Options begin with --.");
}

function find(parameters: readonly Parameter[], written: string): Parameter {
  const exact = parameters.filter(({ name }) => name === written);
  const [found, ...others] =
    exact.length > 0 ? exact : parameters.filter((parameter) => placed(parameter) === written);
  if (found && others.length === 0) return found;
  if (found)
    throw usageError(
      `The parameter ${written} is in several places.`,
      `Write ${exact.map(placed).join(" or ")}.`,
    );
  const names = parameters.map(({ name }) => name);
  const known = names.length > 0 ? `Parameters: ${names.join(", ")}.` : "The operation has no parameters.";
  throw usageError(`Unknown parameter ${written}.`, suggest(written, names) ?? known);
}

const placed = ({ in: place, name }: Parameter): string => `${place}.${name}`;

function readValue(
  parameter: Parameter,
  texts: readonly string[],
  resolve: SchemaValidator["resolve"],
): unknown {
  const [first = "", ...others] = texts;
  const types = typesOf(parameter.schema, resolve);
  if (types.includes("array")) {
    const list = others.length === 0 ? parseJson(first) : undefined;
    if (Array.isArray(list)) return list;
    const { items = true }: { items?: JsonSchema } = Object(resolve(parameter.schema));
    return texts.map((text) => scalarOf(text, typesOf(items, resolve)));
  }
  if (others.length > 0) throw usageError(`The parameter ${parameter.name} takes one value.`);
  if (types.includes("object")) return parseJson(first) ?? first;
  return scalarOf(first, types);
}

/** A text that is no value of the types stays a text, and is rejected by the schema. */
function scalarOf(text: string, types: readonly string[]): unknown {
  if (types.includes("string")) return text;
  const isNumber = types.includes("integer") || types.includes("number");
  if (isNumber && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (types.includes("boolean") && (text === "true" || text === "false")) return text === "true";
  return text;
}

/** The types that a schema allows; of alternatives, those of all. */
export function typesOf(schema: JsonSchema, resolve: SchemaValidator["resolve"]): string[] {
  const resolved = resolve(schema);
  if (!isRecord(resolved)) return [];
  const { type, enum: values, const: only, anyOf, oneOf, allOf } = resolved;
  const members = [anyOf, oneOf, allOf].flatMap((list) => (Array.isArray(list) ? list : []));
  const ofValues = [...(Array.isArray(values) ? values : []), ...(only === undefined ? [] : [only])].map(
    (value) => typeof value,
  );
  const own = [type].flat().filter((name) => typeof name === "string");
  return [
    ...new Set([
      ...own,
      ...(own.length > 0 ? [] : ofValues),
      ...members.flatMap((member) => typesOf(member, resolve)),
    ]),
  ];
}
