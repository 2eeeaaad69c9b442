import { createSchemaValidator, describeSchemaError, type JsonSchema } from "@mdmkit/schema-validator";
import { schemas } from "@mdmkit/unified/schemas";
import type { StandardSchemaWithJSON } from "@modelcontextprotocol/server";

export type ObjectSchema = { readonly type: "object"; readonly [keyword: string]: unknown };

const validator = createSchemaValidator(schemas, { allErrors: false });

/**
 * The schema of a tool's input or output, which may refer to schemas of the unified document. Compiled at its first use.
 */
export function toolSchema(schema: ObjectSchema): StandardSchemaWithJSON {
  const published = withDefinitions(schema);
  return {
    "~standard": {
      version: 1,
      vendor: "mdmkit",
      jsonSchema: { input: () => published, output: () => published },
      validate(value) {
        const [error] = validator.check(schema, value);
        if (!error) return { value };
        const { path, message } = describeSchemaError(error);
        return { issues: [{ message, path: [...path] }] };
      },
    },
  };
}

type Definitions = Record<string, unknown>;

/** The schema with all that it refers to, so that clients need no other document. */
function withDefinitions(schema: ObjectSchema): Record<string, unknown> {
  const definitions: Definitions = {};
  const published = localize(schema, definitions);
  if (typeof published !== "object" || published === null)
    throw new TypeError("A tool's schema is an object.");
  return Object.keys(definitions).length > 0 ? { ...published, $defs: definitions } : { ...published };
}

/** Keywords of the document that mean nothing to clients. */
const OWN = /^(\$id$|x-)/;
/** Clients show models all tools at once: descriptions of eighty fields would be most of what a model reads. */
const OWN_AND_DESCRIPTIONS = /^(\$id$|x-|description$)/;

function localize(value: unknown, definitions: Definitions, leftOut = OWN): unknown {
  if (Array.isArray(value)) return value.map((member: unknown) => localize(member, definitions, leftOut));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key, member]) => !(leftOut.test(key) && (key !== "description" || typeof member === "string")),
      )
      .map(([key, member]) =>
        key === "$ref" && typeof member === "string"
          ? [key, definitionOf(member, definitions)]
          : [key, localize(member, definitions, leftOut)],
      ),
  );
}

function definitionOf(name: string, definitions: Definitions): string {
  if (!Object.hasOwn(definitions, name)) {
    definitions[name] = {}; // it may refer to itself
    definitions[name] = localize(named(name), definitions, OWN_AND_DESCRIPTIONS);
  }
  return `#/$defs/${name}`;
}

/** A schema of the unified document. */
export function named(name: string): JsonSchema {
  const all: Readonly<Record<string, JsonSchema>> = schemas;
  const found = all[name];
  if (found === undefined) throw new TypeError(`The document has no schema ${name}.`);
  return found;
}
