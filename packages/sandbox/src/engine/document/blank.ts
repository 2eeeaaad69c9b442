import { isRow, type Row } from "../records/values.ts";
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
  if (unset !== undefined) return unset;
  const target = followed(property, schemas);
  const types = [target.type].flat();
  if (Object.keys(propertiesOf(property, schemas)).length > 0) return blankOf(property, schemas);
  if (types.includes("null")) return null;
  return types.includes("array") ? [] : undefined;
}

/** What the document says that a property holds while nothing is set, the first of several such values. */
export function unsetOf(property: unknown): unknown {
  const unset = isRow(property) ? property["x-mdmkit-unset"] : undefined;
  return isRow(unset) && Array.isArray(unset.values) ? unset.values[0] : undefined;
}

function asSchema(value: unknown): JsonSchema | undefined {
  return isRow(value) ? value : undefined;
}
