import type { JsonSchema } from "@mdmkit/unified/schemas";

/** Schemas whose references lead to where `place` says, and those that they refer to, by id. */
export type LocalSchemas = {
  /** A copy of a schema with such references. */
  add(schema: JsonSchema | undefined): unknown;
  readonly referred: Readonly<Record<string, unknown>>;
};

export function createLocalSchemas(
  schemas: Readonly<Record<string, JsonSchema>>,
  place: (id: string) => string,
): LocalSchemas {
  const referred: Record<string, unknown> = {};
  const refer = (name: unknown): string => {
    const id = String(name);
    if (!Object.hasOwn(referred, id)) {
      referred[id] = true; // a schema that refers to itself ends here
      referred[id] = local(schemas[id]);
    }
    return place(id);
  };
  const local = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(local);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).filter(
      ([keyword, inner]) => !(keyword === "$id" && typeof inner === "string"),
    );
    return Object.fromEntries(
      entries.map(([name, inner]) => [
        name,
        name === "$ref" && typeof inner === "string" ? refer(inner) : local(inner),
      ]),
    );
  };
  return { add: local, referred };
}
