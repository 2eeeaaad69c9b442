import { createSchemaValidator, type JsonSchema, type SchemaError } from "@mdmkit/schema-validator";
import { type Failure, REQUIRED } from "../errors/gateway-error.ts";

export type Validator = {
  /** What is wrong with a value that stands at `path`; empty when nothing is. */
  check(schema: JsonSchema, value: unknown, path: string): Failure[];
  /** The schema with the `$ref` at its top followed. */
  resolve(schema: JsonSchema): JsonSchema;
};

const MOST_FAILURES = 20;

/** Checks values against the document's schemas. */
export function createValidator(schemas: Readonly<Record<string, JsonSchema>>): Validator {
  const { check, resolve } = createSchemaValidator(schemas, { allErrors: false, discriminator: true });
  return {
    check: (schema, value, path) =>
      check(schema, value)
        .slice(0, MOST_FAILURES)
        .map((error) => failureOf(error, path)),
    resolve,
  };
}

/** Names properties and allowed values of the document, never what was sent. */
function failureOf({ instancePath, params, message = "is not valid" }: SchemaError, path: string): Failure {
  const { missingProperty, additionalProperty, unevaluatedProperty, allowedValues, allowedValue } = params;
  const inner = missingProperty ?? additionalProperty ?? unevaluatedProperty;
  const place = [path, ...instancePath.split("/").slice(1).map(fromPointer)];
  const allowed = Array.isArray(allowedValues) ? `: ${allowedValues.join(", ")}` : "";
  const only = allowedValue === undefined ? "" : `: ${String(allowedValue)}`;
  if (missingProperty !== undefined)
    return { path: [...place, missingProperty].join("."), message: REQUIRED };
  if (inner !== undefined) return { path: [...place, String(inner)].join("."), message: "is not known here" };
  return { path: place.join("."), message: `${message}${allowed}${only}` };
}

/** `~1` and `~0` of JSON pointers. */
function fromPointer(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}
