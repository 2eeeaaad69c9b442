import type { JsonSchema } from "@mdmkit/unified/schemas";

type Branches = {
  readonly property: string;
  readonly byValue: ReadonlyMap<unknown, JsonSchema>;
  /** Of values that mean no branch: that the property must be one of those. */
  readonly none: JsonSchema;
};

const known = new WeakMap<object, Branches | false>();

/**
 * Of a `oneOf` whose branches a property tells apart, the branch that a value means, so that the complaints are about that one.
 * Undefined where there is nothing to choose by. The same schema for the same branch each time: compiled ones are kept.
 */
export function chooseBranch(schema: JsonSchema, value: unknown): JsonSchema | undefined {
  if (typeof schema !== "object") return undefined;
  const branches = known.get(schema) ?? branchesOf(schema) ?? false;
  known.set(schema, branches);
  if (!branches) return undefined;
  const said =
    typeof value === "object" && value !== null ? Reflect.get(value, branches.property) : undefined;
  return branches.byValue.get(said) ?? branches.none;
}

function branchesOf({ oneOf }: { readonly [keyword: string]: unknown }): Branches | undefined {
  if (!Array.isArray(oneOf)) return undefined;
  const byValue = new Map<unknown, JsonSchema>();
  let property: string | undefined;
  for (const branch of oneOf) {
    const [name, value] = tagOf(branch) ?? [];
    if (name === undefined || (property ?? name) !== name) return undefined;
    property = name;
    byValue.set(value, branch);
  }
  if (property === undefined) return undefined;
  const properties = { [property]: { enum: [...byValue.keys()] } };
  return { property, byValue, none: { type: "object", required: [property], properties } };
}

/** The one property of a branch that has a single value, and that value. */
function tagOf(branch: unknown): [name: string, value: unknown] | undefined {
  if (typeof branch !== "object" || branch === null || !("properties" in branch)) return undefined;
  const { properties } = branch;
  if (typeof properties !== "object" || properties === null) return undefined;
  const [[name, inner] = [], ...others] = Object.entries(properties);
  const values = typeof inner === "object" && inner !== null ? inner.enum : undefined;
  if (name === undefined || others.length > 0 || !Array.isArray(values) || values.length !== 1)
    return undefined;
  return [name, values[0]];
}
