import { createSchemaValidator, describeSchemaError, type JsonSchema } from "@mdmkit/schema-validator";
import type { Failure } from "../errors/gateway-error.ts";

export type Validator = {
  /** What is wrong with a value at `path`; empty when it is valid. */
  check(schema: JsonSchema, value: unknown, path: string): Failure[];
  /** The schema that a `$ref` at the top leads to, or the schema itself. */
  resolve(schema: JsonSchema): JsonSchema;
};

const MAX_FAILURES = 20;
const MAX_DEPTH = 64;

/** Validates input against the schemas of the document, and refuses what no schema should let through. */
export function createValidator(schemas: Readonly<Record<string, JsonSchema>>): Validator {
  const { check, resolve } = createSchemaValidator(schemas, { allErrors: false, discriminator: true });
  return {
    check(schema, value, path) {
      const unacceptable = findUnacceptable(value, path);
      if (unacceptable) return [unacceptable];
      return check(schema, value)
        .slice(0, MAX_FAILURES)
        .map(describeSchemaError)
        .map(({ path: inner, message }) => ({ path: [path, ...inner].join("."), message }));
    },
    resolve,
  };
}

/** What is refused whatever its schema says. */
function findUnacceptable(value: unknown, path: string, depth = 0): Failure | undefined {
  if (typeof value === "string") {
    const message = whyUnacceptable(value);
    return message === undefined ? undefined : { path, message };
  }
  if (typeof value !== "object" || value === null) return undefined;
  if (depth > MAX_DEPTH) return { path, message: `is nested deeper than ${MAX_DEPTH} levels` };
  for (const [name, inner] of Object.entries(value)) {
    const message = whyUnacceptable(name);
    if (message !== undefined) return { path, message: `has a name that ${message}` };
    const failure = findUnacceptable(inner, `${path}.${name}`, depth + 1);
    if (failure) return failure;
  }
  return undefined;
}

function whyUnacceptable(text: string): string | undefined {
  // PostgreSQL cannot store this character, and no vendor uses it.
  if (text.includes("\0")) return "contains a NUL character";
  return /\p{Surrogate}/u.test(text) ? "contains half of a surrogate pair" : undefined;
}
