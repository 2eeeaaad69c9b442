import { isRecord } from "@mdmkit/runtime";
import { type JsonSchema, schemas } from "@mdmkit/unified/schemas";
import type { OptionSpec, OptionTable, OptionValue } from "../args/options.ts";

/**
 * An option generated from a property of the unified document, so that new properties need no change here. `path` is
 * where the value goes in the body: `--owner-id` sets `owner.id`.
 */
export type InputOption = {
  readonly path: readonly string[];
  readonly spec: OptionSpec;
};
export type InputOptions = Readonly<Record<string, InputOption>>;

type Schema = Readonly<Record<string, unknown>>;

/** Properties of a schema by name, including inherited ones. */
export function propertiesOf(name: string): Readonly<Record<string, Schema>> {
  return propertiesIn(resolve(schemas[name]));
}

/** What can follow a dot in a path: properties of an object or of the items of an array; undefined when any name is allowed. */
export function membersOf(given: Schema): Readonly<Record<string, Schema>> | undefined {
  const schema = resolve(given);
  if (isOfType(schema, "array")) return membersOf(record(schema.items));
  return schema.additionalProperties === true ? undefined : propertiesIn(schema);
}

function propertiesIn(schema: Schema): Readonly<Record<string, Schema>> {
  const inherited = Array.isArray(schema.allOf)
    ? schema.allOf.flatMap((part) => Object.entries(propertiesOf(refOf(part) ?? "")))
    : [];
  return Object.fromEntries([
    ...inherited,
    ...Object.entries(record(schema.properties)).map(([key, value]) => [key, record(value)] as const),
  ]);
}

/** Names of the required properties of a schema. */
export function requiredOf(name: string): string[] {
  const { required } = resolve(schemas[name]);
  return Array.isArray(required) ? required.map(String) : [];
}

export function descriptionOf(schema: Schema | undefined): string {
  return typeof schema?.description === "string" ? schema.description : "";
}

export function schemaOf(name: string): Schema {
  return resolve(schemas[name]);
}

/** Values of an enum, in the document's order. */
export function enumOf(name: string): readonly string[] {
  const members = resolve(schemas[name]).enum;
  return Array.isArray(members) ? members.map(String) : [];
}

/** One option for each property whose value is a single word; other properties need `--json`. */
export function optionsOf(properties: Readonly<Record<string, Schema>>): InputOptions {
  return Object.fromEntries(Object.entries(properties).flatMap(([name, schema]) => optionsFor(name, schema)));
}

function optionsFor(name: string, given: Schema): [string, InputOption][] {
  const schema = resolve(given);
  const summary = descriptionOf(given) || descriptionOf(schema);
  const isSecret = given["x-mdmkit-sensitive"] === "secret";
  const option = (flag: string, path: string[], spec: OptionSpec): [string, InputOption] => [
    kebab(flag),
    { path, spec: isSecret ? { ...spec, isSecret } : spec },
  ];

  if (Array.isArray(schema.enum)) {
    return [
      option(name, [name], { type: "text", value: "VALUE", choices: schema.enum.map(String), summary }),
    ];
  }
  if (isOfType(schema, "string")) return [option(name, [name], { type: "text", value: "TEXT", summary })];
  if (isOfType(schema, "array") && refOf(schema.items) === "EmailRef") {
    return [option("email", [name, "email"], { type: "text", value: "ADDRESS", multiple: true, summary })];
  }
  if (!isOfType(schema, "object")) return [];
  const members = Object.entries(record(schema.properties)).filter(([, member]) =>
    isOfType(resolve(member), "string"),
  );
  return members.map(([member, memberSchema]) =>
    option(`${name}-${member}`, [name, member], {
      type: "text",
      value: "TEXT",
      summary: descriptionOf(record(memberSchema)),
    }),
  );
}

/** Declarations for help and parsing. */
export function specsOf(options: InputOptions): OptionTable {
  return Object.fromEntries(Object.entries(options).map(([name, { spec }]) => [name, spec]));
}

/** Builds a body from option values. The first of several email addresses is the primary one. */
export function bodyOf(
  options: InputOptions,
  values: Readonly<Record<string, OptionValue>>,
): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const [property, member] = options[name]?.path ?? [];
    if (property === undefined) continue;
    const before = body[property];
    if (Array.isArray(value))
      body[property] = value.map((email, index) => ({ email, is_primary: index === 0 }));
    else if (member === undefined) body[property] = value;
    else body[property] = { ...(isRecord(before) ? before : {}), [member]: value };
  }
  return body;
}

export const kebab = (name: string): string => name.replaceAll("_", "-");
export const snake = (name: string): string => name.replaceAll("-", "_");

/** Follows references, and picks the schema that is not null from `anyOf`. */
export function resolve(schema: unknown): Schema {
  const name = refOf(schema);
  if (name !== undefined) return resolve(schemas[name]);
  const alternatives = record(schema).anyOf;
  const present = Array.isArray(alternatives)
    ? alternatives.filter((each) => !isOfType(record(each), "null"))
    : [];
  return present.length === 1 ? resolve(present[0]) : record(schema);
}

export function isOfType({ type }: Schema, wanted: string): boolean {
  return Array.isArray(type) ? type.includes(wanted) : type === wanted;
}

function refOf(schema: unknown): string | undefined {
  const { $ref } = record(schema);
  return typeof $ref === "string" ? $ref : undefined;
}

const record = (value: JsonSchema | unknown): Schema => (isRecord(value) ? value : {});
