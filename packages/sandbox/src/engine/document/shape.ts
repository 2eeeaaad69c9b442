import { isRow, present, type Row } from "../records/values.ts";
import type { JsonSchema } from "./operation-schemas.ts";
import { followed, propertiesOf } from "./response-shape.ts";
import { sampleOf } from "./sample.ts";

type Schemas = Readonly<Record<string, JsonSchema>>;

/** What a schema says of objects. */
export type Shape = {
  /** The declared properties. */
  readonly names: readonly string[];
  /** Whether there may be others. */
  readonly isOpen: boolean;
  /** Made-up values of the required properties. */
  readonly required: Row;
  /** The empty values of properties, where there is one. */
  readonly empty: Row;
  /** Properties that hold objects, alone or in a list, and the schema of these. */
  readonly objects: readonly { readonly name: string; readonly isList: boolean; readonly schema: unknown }[];
};

const shapes = new WeakMap<object, Shape>();

/** The shape of a schema, read once. */
export function shapeOf(schema: unknown, schemas: Schemas): Shape {
  const key = Object(schema);
  const shape = shapes.get(key) ?? readShape(schema, schemas);
  shapes.set(key, shape);
  return shape;
}

function readShape(schema: unknown, schemas: Schemas): Shape {
  const target = followed(schema, schemas);
  const properties = Object.entries(propertiesOf(schema, schemas));
  const required = new Set<unknown>(Array.isArray(target.required) ? target.required : []);
  const sample = required.size > 0 ? Object(sampleOf(target, schemas)) : {};
  const valuesOf = (value: (property: unknown, name: string) => unknown): Row =>
    present(Object.fromEntries(properties.map(([name, property]) => [name, value(property, name)])));
  return {
    names: properties.map(([name]) => name),
    isOpen: target.type === undefined || Boolean(target.additionalProperties),
    required: valuesOf((_, name) => (required.has(name) ? sample[name] : undefined)),
    empty: valuesOf((property) => emptyValue(property, schemas)),
    objects: properties.flatMap(([name, property]) => {
      const { items } = followed(property, schemas);
      const object = items ?? property;
      const isObject =
        [followed(object, schemas).type].flat().includes("object") || hasProperties(object, schemas);
      return isObject ? [{ name, isList: items !== undefined, schema: object }] : [];
    }),
  };
}

const hasProperties = (schema: unknown, schemas: Schemas) =>
  Object.keys(propertiesOf(schema, schemas)).length > 0;

/** Changes the objects in a new record, and returns it. */
export function withObjects(
  record: Record<string, unknown>,
  { objects }: Shape,
  change: (object: Row, schema: unknown) => Row,
): Row {
  for (const { name, isList, schema } of objects) {
    const value = record[name];
    if (isRow(value)) record[name] = change(value, schema);
    else if (isList && Array.isArray(value))
      record[name] = value.map((item) => (isRow(item) ? change(item, schema) : item));
  }
  return record;
}

const EMPTY: Readonly<Record<string, unknown>> = { boolean: false, integer: 0, number: 0, string: "" };

/**
 * What the document gives a property that is not set (`x-mdmkit-unset`), else an empty list, else null where that is allowed,
 * else the empty value of its type. Undefined for objects, and for texts that must have some form.
 */
function emptyValue(property: unknown, schemas: Schemas): unknown {
  const unset = unsetOf(property);
  if (unset !== undefined) return unset.value;
  const { type, anyOf = [], oneOf = [], enum: values, format, pattern } = followed(property, schemas);
  const types = [type, ...[anyOf, oneOf].flat().map((part) => isRow(part) && part.type)].flat().map(String);
  if (types.includes("array")) return [];
  if (types.includes("null") || (type === undefined && !hasProperties(property, schemas))) return null;
  return (values ?? format ?? pattern) ? undefined : EMPTY[types[0] ?? ""];
}

/** The value of a property while nothing is set, as the document is annotated: the first of several. */
export function unsetOf(property: unknown): { readonly value: unknown } | undefined {
  const unset = isRow(property) ? property["x-mdmkit-unset"] : undefined;
  if (!isRow(unset) || !Array.isArray(unset.values) || unset.values.length === 0) return undefined;
  return { value: unset.values[0] };
}
