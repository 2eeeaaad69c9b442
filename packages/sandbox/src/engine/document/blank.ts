import { isRow, present, type Row } from "../records/values.ts";
import type { JsonSchema } from "./operation-schemas.ts";
import { followed, propertiesOf } from "./response-shape.ts";
import { sampleOf } from "./sample.ts";

type Schemas = Readonly<Record<string, JsonSchema>>;

/**
 * A record in which nothing is set: what the document says of an unset property (`x-mdmkit-unset`), else null where the
 * schema allows it, and empty lists. What is required besides is made up, what is optional is left out.
 */
export function blankOf(schema: unknown, schemas: Schemas): Row {
  const { required } = followed(schema, schemas);
  const needed = new Set<unknown>(Array.isArray(required) ? required : []);
  const entries = Object.entries(propertiesOf(schema, schemas)).flatMap(([name, property]) => {
    const value = blankValue(property, schemas);
    if (value !== undefined) return [[name, value] as const];
    return needed.has(name) ? [[name, sampleOf(asSchema(property), schemas)] as const] : [];
  });
  return Object.fromEntries(entries);
}

function blankValue(property: unknown, schemas: Schemas): unknown {
  const unset = unsetOf(property);
  if (unset !== undefined) return unset.value;
  const target = followed(property, schemas);
  const types = [target.type].flat();
  if (Object.keys(propertiesOf(property, schemas)).length > 0) return blankOf(property, schemas);
  if (types.includes("null")) return null;
  return types.includes("array") ? [] : undefined;
}

/** The value of a property while nothing is set, as the document is annotated: the first of several. */
function unsetOf(property: unknown): { readonly value: unknown } | undefined {
  const unset = isRow(property) ? property["x-mdmkit-unset"] : undefined;
  if (!isRow(unset) || !Array.isArray(unset.values) || unset.values.length === 0) return undefined;
  return { value: unset.values[0] };
}

/** The record as the vendor returns it of a device that has just been enrolled, if the device is fresh. */
export function asEnrolled(row: Row, isFresh: boolean, [schema, schemas]: readonly [unknown, Schemas]): Row {
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

function asSchema(value: unknown): JsonSchema | undefined {
  return isRow(value) ? value : undefined;
}
