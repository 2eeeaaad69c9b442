import type { JsonSchema } from "@mdmkit/unified/schemas";

type Branches = {
  readonly property: string;
  readonly byValue: ReadonlyMap<unknown, JsonSchema>;
  /** For values of no branch: it demands that the property has one of the known values. */
  readonly fallback: JsonSchema;
};

const known = new WeakMap<object, Branches | false>();

/**
 * The branch of a `oneOf` that a value is meant for, when a property distinguishes the branches: validation errors are then about that
 * branch. Undefined when no property does. Always the same schema object for a branch, because compiled schemas are cached by it.
 */
export function chooseBranch(schema: JsonSchema, value: unknown): JsonSchema | undefined {
  if (typeof schema !== "object") return undefined;
  const branches = known.get(schema) ?? branchesOf(schema) ?? false;
  known.set(schema, branches);
  if (!branches) return undefined;
  const given =
    typeof value === "object" && value !== null ? Reflect.get(value, branches.property) : undefined;
  return branches.byValue.get(given) ?? branches.fallback;
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
  return { property, byValue, fallback: { type: "object", required: [property], properties } };
}

/** The only property of a branch, and its only value. */
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
