import type { UnifiedComponents } from "@mdmkit/unified";
import { type JsonSchema, schemas } from "@mdmkit/unified/schemas";
import { GatewayError } from "../errors/gateway-error.ts";

const SCALARS = ["string", "integer", "number", "boolean"];

type ListKeys = UnifiedComponents["schemas"]["ListKeys"];

/** The records of a page, and what is not among them because they are arranged by a field. */
export type KeyedPage<Shown> = { result: Shown[] | Record<string, Shown>; keys?: ListKeys };

/**
 * Arranges the records of a page by the value of a field. Of several records with the same value the last one stays; records
 * without a value are left out. `keys` counts both. Throws 400 for an unknown field, and for one that does not have a single value.
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
  ): KeyedPage<Shown> => {
    if (field === undefined) return { result: items.map(show) };
    const keyed = items.flatMap((item): [key: string, shown: Shown][] => {
      const key: unknown = Reflect.get(item, field);
      return key === undefined || key === null || key === "" ? [] : [[String(key), show(item)]];
    });
    const result = Object.fromEntries(keyed);
    const missing = items.length - keyed.length;
    return { result, keys: { field, missing, repeated: keyed.length - Object.keys(result).length } };
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
