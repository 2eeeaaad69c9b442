import { ENGINE_FIELDS } from "@mdmkit/unified";
import { schemas } from "@mdmkit/unified/schemas";
import { GatewayError } from "../errors/gateway-error.ts";

/** The fields of a record that come from the vendor. */
export type FieldOf<Item> = Exclude<keyof Item & string, (typeof ENGINE_FIELDS)[number]>;

/** The names of these fields, from the schema of the record. */
export function fieldNames<Item>(schemaName: string): FieldOf<Item>[] {
  const schema = schemas[schemaName];
  const properties = typeof schema === "object" ? schema.properties : undefined;
  const engineFields: readonly string[] = ENGINE_FIELDS;
  const names = Object.keys(properties ?? {}).filter((name) => !engineFields.includes(name));
  // The boundary: the schema and the type are generated from one document.
  return names as FieldOf<Item>[];
}

/** The fields that an input names; throws 400 for one that is no field. `path` is where the input is. */
export function namedFields<Item>(
  schemaName: string,
  { path, names }: { path: string; names: readonly string[] },
): FieldOf<Item>[] {
  const known = fieldNames<Item>(schemaName);
  const unknown = names.filter((name) => !known.some((field) => field === name));
  if (unknown.length > 0)
    throw new GatewayError(400, "Invalid parameters.", {
      failures: unknown.map((name) => ({
        path,
        message: `${name.slice(0, 100)} is not a field of ${schemaName}`,
      })),
    });
  return known.filter((field) => names.includes(field));
}
