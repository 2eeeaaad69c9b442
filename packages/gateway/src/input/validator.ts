import type { JsonSchema } from "@mdmkit/unified/schemas";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { type Failure, REQUIRED } from "../errors/gateway-error.ts";

export type Validator = {
  /** What is wrong with a value that stands at `path`; empty when nothing is. */
  check(schema: JsonSchema, value: unknown, path: string): Failure[];
  /** The schema with the `$ref` at its top followed. */
  resolve(schema: JsonSchema): JsonSchema;
};

const MOST_FAILURES = 20;

/** Checks values against the document's schemas. Each schema is compiled when first used. */
export function createValidator(schemas: Readonly<Record<string, JsonSchema>>): Validator {
  const ajv = new Ajv2020({ strict: false, allErrors: false, discriminator: true, logger: false });
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
    check(schema, value, path) {
      const validate = compile(schema);
      if (validate(value)) return [];
      return (validate.errors ?? []).slice(0, MOST_FAILURES).map((error) => failureOf(error, path));
    },
    resolve(schema) {
      const reference = typeof schema === "object" ? schema.$ref : undefined;
      return typeof reference === "string" ? (schemas[reference] ?? schema) : schema;
    },
  };
}

/** Names properties and allowed values of the document, never what was sent. */
function failureOf({ instancePath, params, message = "is not valid" }: ErrorObject, path: string): Failure {
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
