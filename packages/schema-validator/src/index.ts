import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** A schema of JSON Schema 2020-12, as `<package>/schemas` gives it. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

/** A value that does not match its schema. */
export type SchemaError = ErrorObject;

/** Validates values against schemas that were added before. */
export type SchemaValidator = {
  /** What is wrong with a value; empty when it is valid. */
  check(schema: JsonSchema, value: unknown): readonly SchemaError[];
  /** The schema that a `$ref` at the top leads to, or the schema itself. */
  resolve(schema: JsonSchema): JsonSchema;
};

/** How values are validated. */
export type SchemaValidatorOptions = {
  /** Whether to go on after the first error of a value. Default: true. */
  readonly allErrors?: boolean;
  /** Whether to follow OpenAPI's `discriminator`, so that errors name the branch that was meant. Default: false. */
  readonly discriminator?: boolean;
};

/**
 * Validates values against the named schemas of a document, formats included. Each schema is read and compiled at its first use.
 *
 * @example
 * import { schemas } from "@mdmkit/unified/schemas";
 *
 * const validator = createSchemaValidator(schemas);
 * const errors = validator.check({ $ref: "Device" }, { id: 7 });
 */
export function createSchemaValidator(
  schemas: Readonly<Record<string, JsonSchema>>,
  { allErrors = true, discriminator = false }: SchemaValidatorOptions = {},
): SchemaValidator {
  const ajv = new Ajv2020({
    strict: false, // It refuses keywords of OpenAPI.
    logger: false, // It would write to the console of whoever uses this.
    code: { optimize: false }, // It takes a third of the time to compile, and engines do it anyway.
    validateSchema: false, // Schemas are checked when they are generated; here it would be most of what a start costs.
    allErrors,
    discriminator,
  });
  addFormats.default(ajv);
  const added = new Set<string>();

  /** Adds the schemas that a value's references name, and those that they refer to. A document has hundreds that a run does not use. */
  function addReferenced(value: unknown): void {
    if (typeof value !== "object" || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      if (key === "$ref" && typeof member === "string") add(member);
      else addReferenced(member);
    }
  }

  function add(name: string): void {
    const schema = schemas[name];
    if (typeof schema !== "object" || added.has(name)) return;
    added.add(name);
    ajv.addSchema({ ...schema, $id: name });
    addReferenced(schema);
  }

  const compiled = new Map<JsonSchema | string, ReturnType<typeof ajv.compile>>();

  function compile(schema: JsonSchema) {
    const key = referenceOf(schema) ?? schema;
    const known = compiled.get(key);
    if (known) return known;
    addReferenced(schema);
    // A copy, since ajv keeps what it is given.
    const validate = ajv.compile(typeof schema === "boolean" ? schema : { ...schema });
    compiled.set(key, validate);
    return validate;
  }

  return {
    check(schema, value) {
      const validate = compile(schema);
      return validate(value) ? [] : [...(validate.errors ?? [])];
    },
    resolve(schema) {
      const reference = typeof schema === "object" ? schema.$ref : undefined;
      return typeof reference === "string" ? (schemas[reference] ?? schema) : schema;
    },
  };
}

/** What is wrong, in the words of the document: never with the value that was given. */
export type SchemaProblem = {
  /** Names of properties and positions in lists, from the value down. */
  readonly path: readonly string[];
  /** What is wrong, for people. */
  readonly message: string;
};

/** Words for an error. A missing or unknown property is in the path. */
export function describeSchemaError({
  instancePath,
  params,
  message = "is invalid",
}: SchemaError): SchemaProblem {
  const { missingProperty, additionalProperty, unevaluatedProperty, allowedValues, allowedValue } = params;
  const unknown = additionalProperty ?? unevaluatedProperty;
  const path = instancePath.split("/").slice(1).map(fromPointer);
  if (missingProperty !== undefined)
    return { path: [...path, String(missingProperty)], message: "is required" };
  if (unknown !== undefined) return { path: [...path, String(unknown)], message: "is unknown" };
  const allowed = Array.isArray(allowedValues) ? `: ${allowedValues.join(", ")}` : "";
  const only = allowedValue === undefined ? "" : `: ${String(allowedValue)}`;
  return { path, message: `${message}${allowed}${only}` };
}

/** Decodes `~1` and `~0` of a JSON pointer. */
function fromPointer(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** The target of a schema that is a reference and nothing more. */
function referenceOf(schema: JsonSchema): string | undefined {
  if (typeof schema === "boolean" || Object.keys(schema).length !== 1) return undefined;
  return typeof schema.$ref === "string" ? schema.$ref : undefined;
}
