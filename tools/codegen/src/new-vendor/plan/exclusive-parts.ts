import { type OpenApi, resolve, type Schema, type SchemaObject } from "../../read/openapi.ts";

/**
 * Whether parts of an `allOf` exclude each other's properties: one has properties and types or refuses all others, so that no record
 * is valid. Generators of documents write this for objects that inherit.
 */
export function hasExclusiveParts(document: OpenApi): boolean {
  return Object.values(document.components?.schemas ?? {}).some((schema) => {
    const { allOf = [] } = typeof schema === "object" ? schema : {};
    const parts = allOf.map((part) => ownOf(document, part));
    return parts.some(
      (part, at) =>
        isClosed(part) && parts.some((other, place) => place !== at && other.properties !== undefined),
    );
  });
}

function ownOf(document: OpenApi, schema: Schema): SchemaObject {
  return typeof schema === "object" ? resolve<SchemaObject>(document, schema) : {};
}

function isClosed({ properties, additionalProperties }: SchemaObject): boolean {
  return properties !== undefined && additionalProperties !== undefined && additionalProperties !== true;
}

/** The action of an overlay that lets every object have other properties. */
export const OPEN_PARTS = {
  target: "$.components.schemas..[?@.properties && @.additionalProperties]['additionalProperties']",
  description: "Parts of allOf exclude each other's properties, so that no record would be valid. Guessed.",
  remove: true,
};
