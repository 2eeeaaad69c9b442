import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { JsonSchema } from "./operation-schemas.ts";

export type Validator = {
  /** What is wrong with the value, in words; empty when nothing is. */
  check(schema: JsonSchema, value: unknown): string[];
  /** The schema with a `$ref` at its top followed. */
  resolve(schema: JsonSchema): JsonSchema;
};

/** Checks values against a document's schemas. Each schema is compiled when first used, then kept. */
export function createValidator(schemas: Readonly<Record<string, JsonSchema>>): Validator {
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  addFormats.default(ajv);
  for (const [name, schema] of Object.entries(schemas)) {
    if (typeof schema === "object") ajv.addSchema({ ...schema, $id: name });
  }
  const compiled = new Map<JsonSchema, ValidateFunction>();
  const compile = (schema: JsonSchema) => {
    const known = compiled.get(schema);
    if (known) return known;
    const made = ajv.compile(typeof schema === "boolean" ? schema : { ...schema });
    compiled.set(schema, made);
    return made;
  };
  return {
    check(schema, value) {
      const validate = compile(schema);
      if (validate(value)) return [];
      return (validate.errors ?? []).map((error) =>
        `${error.instancePath || "/"} ${error.message ?? "is invalid"} ${detail(error.params)}`.trim(),
      );
    },
    resolve(schema) {
      const reference = typeof schema === "object" ? schema.$ref : undefined;
      const target = typeof reference === "string" ? schemas[reference] : undefined;
      return target ?? schema;
    },
  };
}

/** The allowed values or the offending property; never the value itself. */
function detail(params: Readonly<Record<string, unknown>>): string {
  const said = params.allowedValues ?? params.additionalProperty;
  return said === undefined ? "" : `(${String(said)})`;
}
