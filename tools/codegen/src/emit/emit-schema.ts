import { astToString } from "openapi-typescript/dist/lib/ts.mjs";
import { resolveRef } from "openapi-typescript/dist/lib/utils.mjs";
import transformSchema from "openapi-typescript/dist/transform/index.mjs";
import ts from "typescript";
import type { JsonObject } from "../read/json.ts";
import type { OpenApi } from "../read/openapi.ts";
import { joinOperations, separateOperations } from "./further-operations.ts";
import { hideSchemas, INDEX, sequenceType } from "./hide-schemas.ts";
import { header } from "./print.ts";
import { PrintedTypes } from "./printed-types.ts";
import { schemaType } from "./schema-type.ts";
import { selfListing } from "./self-listing.ts";
import { hasWholeQuery, withWholeQueries } from "./whole-query.ts";

/** Prints `schema.ts`: openapi-typescript's types of operations and components, with our types of schemas. */
export function emitSchema(id: string, document: OpenApi & JsonObject): string {
  const footer: ts.Node[] = [];
  const { shell, hidden } = hideSchemas(document);
  separateOperations(shell);
  const aliases = new Map(selfListing(document).map((name, index) => [name, `Recursive${index + 1}`]));
  const context = { document, aliases, footer };
  const printed = new PrintedTypes();
  for (const [name, alias] of aliases) {
    const type = schemaType(document.components?.schemas?.[name] ?? true, context);
    footer.push(ts.factory.createTypeAliasDeclaration(undefined, alias, undefined, type));
  }
  const nodes = transformSchema(shell, {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    defaultNonNullable: false, // A vendor may leave out a property that has a default.
    discriminators: { objects: {}, refsHandled: [] },
    emptyObjectsUnknown: true,
    enum: false,
    enumValues: false,
    excludeDeprecated: false,
    exportType: false,
    generatePathParams: false,
    immutable: false,
    injectFooter: footer,
    makePathsEnum: false,
    pathParamsAsTypes: false,
    postTransform: undefined,
    propertiesRequiredByDefault: false,
    readWriteMarkers: false,
    resolve: ($ref) => resolveRef(shell, $ref, { silent: true }),
    rootTypes: false,
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
    silent: true,
    transform(node) {
      const { schema, component = "", sequence } = hidden[Number(node[INDEX])] ?? {};
      const alias = aliases.get(component);
      if (alias !== undefined) return ts.factory.createTypeReferenceNode(alias);
      const type = () => schemaType(schema ?? true, context);
      return schema && printed.standIn(schema, sequence ? () => sequenceType(sequence, type) : type);
    },
    transformProperty: undefined,
  });
  const joined = nodes.map(joinOperations);
  const whole = hasWholeQuery(shell) ? joined.map(withWholeQueries) : joined;
  const hasSequences = hidden.some(({ sequence }) => sequence?.isResponse);
  const imports = hasSequences ? 'import type { Sequence } from "@mdmkit/runtime";\n\n' : "";
  return `${header(id)}${imports}${printed.insertInto(astToString(whole))}`;
}
