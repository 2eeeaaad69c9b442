import { isRow, present, type Row } from "../records/values.ts";
import type { JsonSchema } from "./operation-schemas.ts";
import { propertiesOf } from "./response-shape.ts";
import { shapeOf, unsetOf, withObjects } from "./shape.ts";

type Schemas = Readonly<Record<string, JsonSchema>>;

/** A schema, and those that it refers to. */
type Described = readonly [schema: unknown, schemas: Schemas];

/** A record in which nothing is set: the objects that the schema declares, with empty values. */
export function blankOf(schema: unknown, schemas: Schemas): Row {
  const { empty, objects } = shapeOf(schema, schemas);
  const inner = objects.filter(({ isList }) => !isList);
  return {
    ...empty,
    ...Object.fromEntries(inner.map(({ name, schema: object }) => [name, blankOf(object, schemas)])),
  };
}

/** The record with an empty value for each property that it lacks, also in the objects that it has. */
export function completed(row: Row, [schema, schemas]: Described): Row {
  const shape = shapeOf(schema, schemas);
  const whole = { ...shape.empty, ...row };
  return withObjects(whole, shape, (value, object) => completed(value, [object, schemas]));
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
