import {
  componentName,
  type OpenApi,
  propertyOf,
  resolve,
  type Schema,
  type SchemaObject,
} from "./openapi.ts";

/**
 * The values of the discriminator's property that select an alternative: those mapped to it, or its name. Undefined for an
 * alternative without a name, and for one whose property admits none of them, which is an error of the document.
 */
export function discriminatorValues(
  document: OpenApi,
  { propertyName, mapping = {} }: NonNullable<SchemaObject["discriminator"]>,
  alternative: Schema,
): readonly string[] | undefined {
  const name = componentName(alternative);
  if (name === undefined) return undefined;
  const mapped = Object.entries(mapping).flatMap(([value, target]) =>
    target === name || componentName({ $ref: target }) === name ? [value] : [],
  );
  const values = mapped.length > 0 ? mapped : [name];
  const declared = literalsOf(document, propertyOf(document, alternative, propertyName));
  return declared === undefined || values.some((value) => declared.includes(value)) ? values : undefined;
}

/** The values that a schema lists in `const` or `enum`; undefined if it lists none. */
export function literalsOf(document: OpenApi, schema: Schema | undefined): readonly unknown[] | undefined {
  if (schema === undefined || typeof schema === "boolean") return undefined;
  const { const: value, enum: values } = resolve<SchemaObject>(document, schema);
  if (value !== undefined) return [value];
  return Array.isArray(values) ? values : undefined;
}
