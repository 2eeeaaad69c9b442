import type { Row } from "../records/values.ts";
import type { JsonSchema } from "./operation-schemas.ts";
import { shapeOf, withObjects } from "./shape.ts";

/** What a schema declares of a record, also of the objects in it; what is required besides is made up. */
export function declaredOf(row: Row, schema: unknown, schemas: Readonly<Record<string, JsonSchema>>): Row {
  const shape = shapeOf(schema, schemas);
  if (shape.names.length === 0) return shape.isOpen ? row : {};
  const declared: Record<string, unknown> = {};
  for (const name of shape.names) {
    const value = row[name] === undefined ? shape.required[name] : row[name];
    if (value !== undefined) declared[name] = value;
  }
  return withObjects(declared, shape, (value, object) => declaredOf(value, object, schemas));
}
