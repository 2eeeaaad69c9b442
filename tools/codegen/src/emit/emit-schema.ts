import type { OpenAPI3, SchemaObject } from "openapi-typescript";
import { astToString } from "openapi-typescript/dist/lib/ts.mjs";
import { resolveRef, scanDiscriminators } from "openapi-typescript/dist/lib/utils.mjs";
import transformSchema from "openapi-typescript/dist/transform/index.mjs";
import ts from "typescript";
import { header } from "./print.ts";

/** Prints `schema.ts`: the types that openapi-typescript makes of a bundled and linted document. */
export function emitSchema(id: string, openapi: string): string {
  const schema: OpenAPI3 = JSON.parse(openapi); // A copy, since openapi-typescript writes discriminators into it.
  const nodes = transformSchema(schema, {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    defaultNonNullable: false, // A vendor may leave out a property that has a default.
    discriminators: scanDiscriminators(schema, { silent: true }),
    emptyObjectsUnknown: true,
    enum: false,
    enumValues: false,
    excludeDeprecated: false,
    exportType: false,
    generatePathParams: false,
    immutable: false,
    injectFooter: [],
    makePathsEnum: false,
    pathParamsAsTypes: false,
    postTransform: undefined,
    propertiesRequiredByDefault: false,
    readWriteMarkers: false,
    resolve: ($ref) => resolveRef(schema, $ref, { silent: true }),
    rootTypes: false,
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
    silent: true,
    transform: binaryType,
    transformProperty: undefined,
  });
  return `${header(id)}${astToString(nodes)}`;
}

/** Bytes are no string: in a form, a file is a `Blob`. */
function binaryType({ format, type }: SchemaObject): ts.TypeNode | undefined {
  const isBinary = format === "binary" && type === "string";
  return isBinary ? ts.factory.createTypeReferenceNode("Blob") : undefined;
}
