import { type JsonSchema, schemas } from "@mdmkit/unified/schemas";
import { GatewayError } from "../errors/gateway-error.ts";

const SCALARS = ["string", "integer", "number", "boolean"];

/**
 * Arranges the records of a page by one of their fields: of several with one value the last stays, and one without a value
 * has no place. Refuses a field that is not there, or that holds more than one value.
 */
export function keyRecords(schemaName: string, field: string | undefined) {
  if (field !== undefined && !isScalar(propertyOf(schemaName, field))) {
    const failures = [
      { path: "query.truto_key_by", message: `is no field of ${schemaName} that holds one value` },
    ];
    throw new GatewayError(400, "A parameter is not as it should be.", { failures });
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
  return [type].flat().some((one) => typeof one === "string" && SCALARS.includes(one));
}
