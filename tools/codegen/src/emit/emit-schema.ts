import type { OpenAPI3 } from "openapi-typescript";
import { astToString } from "openapi-typescript/dist/lib/ts.mjs";
import { resolveRef } from "openapi-typescript/dist/lib/utils.mjs";
import transformSchema from "openapi-typescript/dist/transform/index.mjs";
import ts from "typescript";
import { isObject, type JsonObject, type JsonValue } from "../read/json.ts";
import { componentName, type OpenApi, type SchemaObject } from "../read/openapi.ts";
import { type DocumentNode, visitNodes } from "../read/openapi-nodes.ts";
import { header } from "./print.ts";
import { PrintedTypes } from "./printed-types.ts";
import { schemaType } from "./schema-type.ts";
import { selfListing } from "./self-listing.ts";

/** Prints `schema.ts`: openapi-typescript's types of operations and components, with our types of schemas. */
export function emitSchema(id: string, document: OpenApi & JsonObject): string {
  const footer: ts.Node[] = [];
  const { shell, hidden } = hideSchemas(document);
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
      const { schema, component = "" } = hidden[Number(node[INDEX])] ?? {};
      const alias = aliases.get(component);
      if (alias !== undefined) return ts.factory.createTypeReferenceNode(alias);
      return schema && printed.standIn(schema, () => schemaType(schema, context));
    },
    transformProperty: undefined,
  });
  return `${header(id)}${printed.insertInto(astToString(nodes))}`;
}

/** A schema that is hidden from openapi-typescript, and its name in `components`. */
type Hidden = { readonly schema: SchemaObject; readonly component: string | undefined };

/** Stands in a hidden schema for its index in the list. */
const INDEX = "x-mdmkit-index";

/** Keywords that the comment of a component shows. */
const COMMENTED = "title description format deprecated default example examples const enum type".split(" ");

/**
 * A copy of a document that has only the comment of each schema that is in no other one, so that openapi-typescript asks
 * `transform` for its type. A parameter that has a media type gets the schema of that.
 */
function hideSchemas(document: OpenApi & JsonObject): { shell: OpenAPI3; hidden: readonly Hidden[] } {
  const hidden: Hidden[] = [];
  const found = new Map<unknown, DocumentNode>();
  visitNodes(document, (node) => {
    if (node.kind === "schema" || node.kind === "parameter") found.set(node.node, node);
  });
  const shell = JSON.stringify(document, (_key, value) => {
    const node = found.get(value);
    if (node?.kind === "parameter") return { ...contentSchema(node.node), ...node.node };
    if (node === undefined) return value;
    const component = componentName({ $ref: node.pointer() });
    const index = hidden.push({ schema: node.node, component }) - 1;
    return { [INDEX]: index, ...commentOf(node.node, component) };
  });
  return { shell: JSON.parse(shell), hidden };
}

function contentSchema({ content }: JsonObject): { readonly schema?: JsonValue } {
  const media = isObject(content) ? Object.values(content)[0] : undefined;
  return isObject(media) && isObject(media.schema) ? { schema: media.schema } : {};
}

function commentOf(schema: JsonObject, component: string | undefined): JsonObject {
  if (component === undefined) return { type: "object" };
  const comment = Object.fromEntries(
    COMMENTED.flatMap((key) => (schema[key] === undefined ? [] : [[key, schema[key]]])),
  );
  if (comment.type === "object") delete comment.enum; // Which openapi-typescript takes for schemas.
  return comment.enum === undefined ? { ...comment, type: "object" } : comment;
}
