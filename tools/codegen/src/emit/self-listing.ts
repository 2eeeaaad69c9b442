import { componentName, type OpenApi, type Schema } from "../read/openapi.ts";

/**
 * The named schemas that contain themselves without an object in between, such as any JSON value: `string | JsonValue[]`.
 * TypeScript allows that only in a type alias.
 */
export function selfListing({ components }: OpenApi): string[] {
  const direct = new Map(
    Object.entries(components?.schemas ?? {}).map(([name, schema]) => [name, new Set(namesIn(schema))]),
  );
  return [...direct.keys()].filter((name) => {
    const reached = new Set(direct.get(name));
    // A set that grows is iterated to its end.
    for (const one of reached) for (const next of direct.get(one) ?? []) reached.add(next);
    return reached.has(name);
  });
}

/** The named schemas that a schema refers to outside of objects. */
function namesIn(schema: Schema): string[] {
  if (typeof schema === "boolean") return [];
  const { items, prefixItems = [], allOf = [], anyOf = [], oneOf = [] } = schema;
  const parts = [...prefixItems, ...allOf, ...anyOf, ...oneOf, ...(items === undefined ? [] : [items])];
  const name = componentName(schema);
  return [...(name === undefined ? [] : [name]), ...parts.flatMap(namesIn)];
}
