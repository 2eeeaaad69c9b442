import { valueOfItem } from "../plan/plan-sequence.ts";
import { isObject, type JsonObject, type JsonValue, mapValues, stepsOf } from "../read/json.ts";
import { componentName, type OpenApi, type SchemaObject } from "../read/openapi.ts";
import { type DocumentNode, visitNodes } from "../read/openapi-nodes.ts";
import { factory } from "./syntax/factory.ts";
import type { TypeNode } from "./syntax/nodes.ts";
import { asQuery } from "./whole-query.ts";

/** A schema that is hidden from openapi-typescript. */
export type Hidden = {
  readonly schema: SchemaObject;
  /** Its name in `components`. */
  readonly component: string | undefined;
  /** What its type is put into, if it is that of the items of a sequence. */
  readonly sequence?: Sequence;
};

type Sequence = { readonly isResponse: boolean; readonly value: "schema" | "text" | "bytes" };

/** Stands in a hidden schema for its index in the list. */
export const INDEX = "x-mdmkit-index";

/** Keywords that the comment of a component shows. */
const COMMENTED = "title description format deprecated default example examples const enum type".split(" ");

/**
 * A copy of a document that has only the comment of each schema that is in no other one, so that openapi-typescript asks
 * `transform` for its type. A parameter that has a media type gets the schema of that.
 */
export function hideSchemas(document: OpenApi & JsonObject): {
  shell: JsonObject;
  hidden: readonly Hidden[];
} {
  const hidden: Hidden[] = [];
  const found = new Map<unknown, DocumentNode>();
  visitNodes(document, (node) => {
    const { kind } = node;
    const isSequence = kind === "mediaType" && node.node.itemSchema !== undefined;
    if (kind === "schema" || kind === "parameter" || isSequence) found.set(node.node, node);
    return kind !== "schema";
  });
  const shell = copied(document);
  return { shell, hidden };

  function copyOf(value: JsonValue): JsonValue {
    if (Array.isArray(value)) return value.map(copyOf);
    if (!isObject(value)) return value;
    const node = found.get(value);
    if (node === undefined) return copied(value);
    if (node.kind === "parameter") return copied(asQuery({ ...contentSchema(value), ...value }));
    if (node.kind === "mediaType") {
      const index = hidden.push(itemsOf(document, node)) - 1;
      return { schema: { [INDEX]: index, type: "object" } };
    }
    const component = componentName({ $ref: node.pointer() });
    const index = hidden.push({ schema: value, component }) - 1;
    return { [INDEX]: index, ...commentOf(value, component) };
  }

  function copied(object: JsonObject): JsonObject {
    return mapValues(object, copyOf);
  }
}

function itemsOf(document: OpenApi, found: DocumentNode): Hidden {
  const { itemSchema, itemEncoding } = found.node;
  const pointer = found.pointer();
  const schema = isObject(itemSchema) ? itemSchema : {};
  const partType = isObject(itemEncoding) ? itemEncoding.contentType : undefined;
  const value = valueOfItem(document, stepsOf(pointer).at(-1) ?? "", {
    items: schema,
    ...(typeof partType === "string" && { itemEncoding: { contentType: partType } }),
  });
  return { schema, component: undefined, sequence: { isResponse: pointer.includes("/responses/"), value } };
}

/** The type of the items of a sequence in a body, which is a list, or in a response. */
export function sequenceType({ isResponse, value }: Sequence, item: () => TypeNode): TypeNode {
  const type = value === "schema" ? item() : VALUES[value]();
  if (isResponse) return factory.createTypeReferenceNode("Sequence", [type]);
  return factory.createTypeOperatorNode("ReadonlyKeyword", factory.createArrayTypeNode(type));
}

const VALUES = {
  text: () => factory.createKeywordTypeNode("StringKeyword"),
  bytes: () => factory.createTypeReferenceNode("Blob"),
} as const;

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
