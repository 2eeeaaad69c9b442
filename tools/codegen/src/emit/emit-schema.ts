import type { GlobalContext, OpenAPI3 } from "openapi-typescript";
import { astToString } from "openapi-typescript/dist/lib/ts.mjs";
import { resolveRef } from "openapi-typescript/dist/lib/utils.mjs";
import transformSchema from "openapi-typescript/dist/transform/index.mjs";
import ts from "typescript";
import type { JsonObject, JsonValue } from "../read/json.ts";
import type { OpenApi } from "../read/openapi.ts";
import { visitNodes } from "../read/openapi-nodes.ts";
import { joinOperations, separateOperations } from "./further-operations.ts";
import { createHidden } from "./hide-schemas.ts";
import { header } from "./print.ts";
import { schemaType } from "./schema-type.ts";
import { selfListing } from "./self-listing.ts";
import { withWholeQueries } from "./whole-query.ts";

/** Prints `schema.ts`: openapi-typescript's types of operations and components, with our types of schemas. */
export function emitSchema(id: string, document: OpenApi): string {
  const footer: ts.Node[] = [];
  const shell: OpenAPI3 & JsonObject & JsonValue = JSON.parse(JSON.stringify(document));
  const aliases = new Map(selfListing(document).map((name, index) => [name, `Recursive${index + 1}`]));
  const context = { document, aliases, footer };
  const hidden = createHidden(context);
  visitNodes(shell, hidden.hide);
  for (const [name, alias] of aliases) {
    const type = schemaType(document.components?.schemas?.[name] ?? true, context);
    footer.push(ts.factory.createTypeAliasDeclaration(undefined, alias, undefined, type));
  }
  const settings: Omit<GlobalContext, "redoc"> = {
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
    transform: hidden.typeOf,
    transformProperty: undefined,
  };
  separateOperations(shell);
  const nodes = transformSchema(shell, settings).map((node) => withWholeQueries(joinOperations(node)));
  const text = astToString(nodes);
  const imports = hidden.hasSequences() ? 'import type { Sequence } from "@mdmkit/runtime";\n\n' : "";
  return `${header(id)}${imports}${text}`;
}
