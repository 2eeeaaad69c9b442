import { isRow, present, type Row } from "../records/values.ts";
import type { JsonSchema } from "./operation-schemas.ts";
import { followed, propertiesOf } from "./response-shape.ts";

type Schemas = Readonly<Record<string, JsonSchema>>;

/** A schema, and those that it refers to. */
type Described = readonly [schema: JsonSchema | undefined, schemas: Schemas];

/** What a record of a schema has where nothing is set, and the same for the objects in it, alone or in lists. */
type Template = {
  readonly values: Row;
  readonly inner: readonly { readonly name: string; readonly isList: boolean; readonly template: Template }[];
};

const templates = new WeakMap<object, Template>();

/** Objects in objects, as deep as devices have them. */
const DEPTH = 4;

/** A record in which nothing is set: the objects that the schema declares, with empty values. */
export function blankOf(schema: JsonSchema | undefined, schemas: Schemas): Row {
  return blank(templateOf(schema, schemas));
}

function blank({ values, inner }: Template): Row {
  const objects = inner.filter(({ isList }) => !isList);
  return {
    ...values,
    ...Object.fromEntries(objects.map(({ name, template }) => [name, blank(template)])),
  };
}

/** The record with an empty value for each property that it lacks, also in the objects that it has. */
export function completed(row: Row, [schema, schemas]: Described): Row {
  return filled(row, templateOf(schema, schemas));
}

function filled(row: Row, { values, inner }: Template): Row {
  const found: Record<string, unknown> = { ...values, ...row };
  for (const { name, isList, template } of inner) {
    const value = found[name];
    const fill = (item: unknown) => (isRow(item) ? filled(item, template) : item);
    found[name] = isList && Array.isArray(value) ? value.map(fill) : fill(value);
  }
  return found;
}

function templateOf(schema: JsonSchema | undefined, schemas: Schemas): Template {
  const template = templates.get(Object(schema)) ?? readTemplate(schema, schemas, 0);
  templates.set(Object(schema), template);
  return template;
}

function readTemplate(schema: unknown, schemas: Schemas, depth: number): Template {
  const properties = Object.entries(propertiesOf(schema, schemas));
  const values = properties.map(([name, property]) => [name, emptyValue(property, schemas)] as const);
  const inner = properties.flatMap(([name, property]) => {
    const { items } = followed(property, schemas);
    const object = items ?? property;
    if (depth === DEPTH || Object.keys(propertiesOf(object, schemas)).length === 0) return [];
    return { name, isList: items !== undefined, template: readTemplate(object, schemas, depth + 1) };
  });
  return { values: present(Object.fromEntries(values)), inner };
}

const EMPTY: Readonly<Record<string, unknown>> = {
  boolean: false,
  integer: 0,
  number: 0,
  string: "",
};

/**
 * What the document gives a property that is not set (`x-mdmkit-unset`), else an empty list, else null where that is allowed,
 * else the empty value of its type. Undefined for objects, and for texts that must have some form.
 */
function emptyValue(property: unknown, schemas: Schemas): unknown {
  const unset = unsetOf(property);
  if (unset !== undefined) return unset.value;
  const { type, anyOf = [], oneOf = [], enum: values, format, pattern } = followed(property, schemas);
  const isObject = Object.keys(propertiesOf(property, schemas)).length > 0;
  const types = [type, ...[anyOf, oneOf].flat().map((part) => isRow(part) && part.type)].flat().map(String);
  if (types.includes("array")) return [];
  if (types.includes("null") || (type === undefined && !isObject)) return null;
  return (values ?? format ?? pattern) ? undefined : EMPTY[types[0] ?? ""];
}

/** The value of a property while nothing is set, as the document is annotated: the first of several. */
function unsetOf(property: unknown): { readonly value: unknown } | undefined {
  const unset = isRow(property) ? property["x-mdmkit-unset"] : undefined;
  if (!isRow(unset) || !Array.isArray(unset.values) || unset.values.length === 0) return undefined;
  return { value: unset.values[0] };
}

/** The record as the vendor returns it of a device that has just been enrolled, if the device is fresh. */
export function asEnrolled(row: Row, isFresh: boolean, [schema, schemas]: Described): Row {
  return isFresh ? withUnset(row, schema, schemas) : row;
}

/** The record while nothing is set: annotated properties have their unset value. */
function withUnset(row: Row, schema: unknown, schemas: Schemas): Row {
  const entries = Object.entries(propertiesOf(schema, schemas)).flatMap(([name, property]) => {
    const unset = unsetOf(property);
    const value = row[name];
    if (unset !== undefined) return [[name, unset.value] as const];
    return isRow(value) ? [[name, withUnset(value, property, schemas)] as const] : [];
  });
  return present({ ...row, ...Object.fromEntries(entries) });
}
