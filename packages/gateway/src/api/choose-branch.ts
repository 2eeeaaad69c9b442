import type { JsonSchema } from "@mdmkit/unified/schemas";

type Branches = { readonly property: string; readonly byValue: ReadonlyMap<unknown, JsonSchema> };

/**
 * Of a `oneOf` whose branches a property tells apart, the branch that a value means, so that the complaints are about that one.
 * The schema itself where there is nothing to choose by; a schema of the property alone where it names no branch.
 */
export function chooseBranch(schema: JsonSchema, value: unknown): JsonSchema {
  const branches = branchesOf(schema);
  if (!branches) return schema;
  const { property, byValue } = branches;
  const said = typeof value === "object" && value !== null ? Reflect.get(value, property) : undefined;
  const only = { type: "object", required: [property], properties: { [property]: { enum: [...byValue.keys()] } } };
  return byValue.get(said) ?? only;
}

function branchesOf(schema: JsonSchema): Branches | undefined {
  const oneOf = typeof schema === "object" ? schema.oneOf : undefined;
  if (!Array.isArray(oneOf)) return undefined;
  const byValue = new Map<unknown, JsonSchema>();
  let property: string | undefined;
  for (const branch of oneOf) {
    const [name, value] = tagOf(branch) ?? [];
    if (name === undefined || (property ?? name) !== name) return undefined;
    property = name;
    byValue.set(value, branch);
  }
  return property === undefined ? undefined : { property, byValue };
}

/** The one property of a branch that has a single value, and that value. */
function tagOf(branch: unknown): [name: string, value: unknown] | undefined {
  if (typeof branch !== "object" || branch === null || !("properties" in branch)) return undefined;
  const { properties } = branch;
  if (typeof properties !== "object" || properties === null) return undefined;
  const [[name, inner] = [], ...others] = Object.entries(properties);
  const values = typeof inner === "object" && inner !== null ? inner.enum : undefined;
  if (name === undefined || others.length > 0 || !Array.isArray(values) || values.length !== 1) return undefined;
  return [name, values[0]];
}
