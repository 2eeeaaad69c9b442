import { createSchemaValidator } from "@mdmkit/schema-validator";
import type { JsonSchema } from "./operation-schemas.ts";

export type Validator = {
  /** The problems of the value, as texts. */
  check(schema: JsonSchema, value: unknown): string[];
  /** The schema with a `$ref` at its top followed. */
  resolve(schema: JsonSchema): JsonSchema;
};

/** Checks values against a document's schemas. */
export function createValidator(schemas: Readonly<Record<string, JsonSchema>>): Validator {
  const { check, resolve } = createSchemaValidator(schemas);
  return {
    check: (schema, value) =>
      check(schema, value).map(({ instancePath, message = "is invalid", params }) =>
        `${instancePath || "/"} ${message} ${detail(params)}`.trim(),
      ),
    resolve,
  };
}

/** The allowed values or the offending property; never the value itself. */
function detail(params: Readonly<Record<string, unknown>>): string {
  const detail = params.allowedValues ?? params.additionalProperty;
  return detail === undefined ? "" : `(${String(detail)})`;
}
