import { type JsonSchema, schemas } from "@mdmkit/unified/schemas";
import { GatewayError } from "../errors/gateway-error.ts";

const SCALARS = ["string", "integer", "number", "boolean"];

/**
 * Arranges the records of a page by the value of a field. Of several records with the same value the last one stays; records
 * without a value are left out. Throws 400 for an unknown field, and for one that does not have a single value.
 */
export function keyRecords(schemaName: string, field: string | undefined) {
  if (field !== undefined && !isScalar(propertyOf(schemaName, field))) {
    const message = `is not a field of ${schemaName} with a single value`;
    throw new GatewayError(400, "Invalid parameters.", {
      failures: [{ path: "query.truto_key_by", message }],
    });
  }
  return <Item extends object, Shown>(
    items: readonly Item[],
    show: (item: Item) => Shown,
  ): Shown[] | Record<string, Shown> => {
    if (field === undefined) return items.map(show);
    return Object.fromEntries(
      items.flatMap((item) => {
        const key: unknown = Reflect.get(item, field);
        return key === undefined || key === null ? [] : [[String(key), show(item)]];
      }),
    );
  };
}

function propertyOf(schemaName: string, field: string): unknown {
  const schema = schemas[schemaName];
  const properties = typeof schema === "object" ? schema.properties : undefined;
  if (typeof properties !== "object" || properties === null || !Object.hasOwn(properties, field))
    return undefined;
  return Reflect.get(properties, field);
}

function isScalar(schema: unknown): boolean {
  if (typeof schema !== "object" || schema === null) return false;
  const { type, $ref, anyOf }: { type?: unknown; $ref?: unknown; anyOf?: unknown } = schema;
  if (typeof $ref === "string") return isScalar(schemas[$ref] satisfies JsonSchema | undefined);
  if (Array.isArray(anyOf)) return anyOf.some(isScalar);
  return [type].flat().some((name) => typeof name === "string" && SCALARS.includes(name));
}
