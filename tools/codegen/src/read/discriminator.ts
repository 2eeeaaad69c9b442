import {
  componentName,
  type OpenApi,
  propertyOf,
  resolve,
  type Schema,
  type SchemaObject,
} from "./openapi.ts";

type Discriminator = NonNullable<SchemaObject["discriminator"]>;

/** Whether an alternative is that of all values which select no other one, and of no value at all. */
export function isDefault(discriminator: Discriminator, alternative: Schema): boolean {
  const name = componentName(alternative);
  return name !== undefined && isTarget(discriminator.defaultMapping, name);
}

function isTarget(target: string | undefined, name: string): boolean {
  return target !== undefined && (target === name || componentName({ $ref: target }) === name);
}

/**
 * The values of the discriminator's property that select an alternative: those mapped to it, or its name. Undefined for an
 * alternative without a name, for the default, and for one whose property admits none of them, which is an error of the document.
 */
export function discriminatorValues(
  document: OpenApi,
  discriminator: Discriminator,
  alternative: Schema,
): readonly string[] | undefined {
  const { propertyName, mapping = {} } = discriminator;
  const name = componentName(alternative);
  if (name === undefined || isDefault(discriminator, alternative)) return undefined;
  const mapped = Object.entries(mapping).flatMap(([value, target]) =>
    isTarget(target, name) ? [value] : [],
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
