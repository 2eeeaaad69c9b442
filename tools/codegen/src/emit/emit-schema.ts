import type { OpenAPI3 } from "openapi-typescript";
import { astToString } from "openapi-typescript/dist/lib/ts.mjs";
import { resolveRef } from "openapi-typescript/dist/lib/utils.mjs";
import transformSchema from "openapi-typescript/dist/transform/index.mjs";
import ts from "typescript";
import { isObject, type JsonValue } from "../read/json.ts";
import { componentName, type OpenApi, type SchemaObject } from "../read/openapi.ts";
import { type DocumentNode, visitNodes } from "../read/openapi-nodes.ts";
import { header } from "./print.ts";
import { schemaType } from "./schema-type.ts";
import { selfListing } from "./self-listing.ts";

/** Prints `schema.ts`: openapi-typescript's types of operations and components, with our types of schemas. */
export function emitSchema(id: string, document: OpenApi): string {
  const footer: ts.Node[] = [];
  const shell: OpenAPI3 & JsonValue = JSON.parse(JSON.stringify(document));
  const schemas: Hidden = new Map();
  visitNodes(shell, (found) => hideSchema(found, schemas));
  const aliases = new Map(selfListing(document).map((name, index) => [name, `Recursive${index + 1}`]));
  const context = { document, aliases, footer };
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
      const hidden = schemas.get(node);
      const alias = aliases.get(hidden?.component ?? "");
      if (alias !== undefined) return ts.factory.createTypeReferenceNode(alias);
      return hidden && schemaType(hidden.schema, context);
    },
    transformProperty: undefined,
  });
  return `${header(id)}${astToString(nodes)}`;
}

/** The schemas that are hidden from openapi-typescript, by what is left of them, and their names in `components`. */
type Hidden = Map<object, { readonly schema: SchemaObject; readonly component: string | undefined }>;

/** Keywords that the comment of a component shows. */
const COMMENTED = new Set(
  "title description format deprecated default example examples const enum type".split(" "),
);

/**
 * Leaves only the comment of a schema that is in no other one, so that openapi-typescript asks `transform` for its type. A
 * parameter that has a media type gets the schema of that.
 */
function hideSchema(found: DocumentNode, schemas: Hidden): void {
  const { kind, node } = found;
  if (kind === "parameter" && node.schema === undefined && isObject(node.content)) {
    const schema: JsonValue | undefined = Object.values(node.content).map(
      (media) => isObject(media) && media.schema,
    )[0];
    if (isObject(schema)) node.schema = structuredClone(schema);
  }
  if (kind !== "schema") return;
  const component = componentName({ $ref: found.pointer() });
  schemas.set(node, { schema: { ...node }, component });
  for (const key of Object.keys(node)) if (component === undefined || !COMMENTED.has(key)) delete node[key];
  if (node.type === "object") delete node.enum; // Which openapi-typescript takes for schemas.
  if (node.enum === undefined) node.type = "object";
}
