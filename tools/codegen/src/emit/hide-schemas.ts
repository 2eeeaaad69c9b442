import ts from "typescript";
import { valueOfItem } from "../plan/plan-sequence.ts";
import { isObject, type JsonObject, type JsonValue, stepsOf } from "../read/json.ts";
import { componentName, type SchemaObject } from "../read/openapi.ts";
import type { DocumentNode } from "../read/openapi-nodes.ts";
import { schemaType, type TypeContext } from "./schema-type.ts";
import { nameOfWholeQuery } from "./whole-query.ts";

/** Keywords that the comment of a component shows. */
const COMMENTED = new Set(
  "title description format deprecated default example examples const enum type".split(" "),
);

/** Hides the schemas of a document from openapi-typescript, which then asks for their types. */
export type Hidden = {
  /** Leaves only the comment of a schema. */
  hide(found: DocumentNode): void;
  /** The type of a schema that was hidden. */
  typeOf(node: object): ts.TypeNode | undefined;
  /** Whether a response is a sequence. */
  hasSequences(): boolean;
};

type HiddenSchema = { readonly schema: SchemaObject; readonly component: string | undefined };

export function createHidden(context: TypeContext): Hidden {
  const schemas = new Map<object, HiddenSchema>();
  const lists = new Map<object, (item: ts.TypeNode) => ts.TypeNode>();
  const values = new Map<object, "text" | "bytes">();
  let hasSequences = false;

  function hideSequence(found: DocumentNode): void {
    const { node } = found;
    const pointer = found.pointer();
    const { itemSchema, itemEncoding } = node;
    const items = isObject(itemSchema) ? structuredClone(itemSchema) : {};
    const partType = isObject(itemEncoding) ? itemEncoding.contentType : undefined;
    const value = valueOfItem(context.document, stepsOf(pointer).at(-1) ?? "", {
      items,
      ...(typeof partType === "string" && { itemEncoding: { contentType: partType } }),
    });
    node.schema = items;
    delete node.itemSchema;
    const isResponse = /\/responses\//.test(pointer);
    hasSequences ||= isResponse;
    lists.set(node.schema, isResponse ? sequenceOf : listOf);
    if (value !== "schema") values.set(node.schema, value);
  }

  return {
    hasSequences: () => hasSequences,
    hide(found) {
      const { kind, node } = found;
      if (kind === "mediaType" && node.itemSchema !== undefined) hideSequence(found);
      if (kind === "parameter") hideContent(node);
      if (kind !== "schema") return;
      const component = componentName({ $ref: found.pointer() });
      schemas.set(node, { schema: { ...node }, component });
      for (const key of Object.keys(node))
        if (component === undefined || !COMMENTED.has(key)) delete node[key];
      if (node.type === "object") delete node.enum; // Which openapi-typescript takes for schemas.
      if (node.enum === undefined) node.type = "object";
    },
    typeOf(node) {
      const hidden = schemas.get(node);
      if (hidden === undefined) return undefined;
      const alias = context.aliases.get(hidden.component ?? "");
      if (alias !== undefined) return ts.factory.createTypeReferenceNode(alias);
      const value = values.get(node);
      const type = value === undefined ? schemaType(hidden.schema, context) : VALUES[value]();
      return lists.get(node)?.(type) ?? type;
    },
  };
}

const VALUES = {
  text: () => ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
  bytes: () => ts.factory.createTypeReferenceNode("Blob"),
} as const;

const sequenceOf = (item: ts.TypeNode) => ts.factory.createTypeReferenceNode("Sequence", [item]);

const listOf = (item: ts.TypeNode) =>
  ts.factory.createTypeOperatorNode(ts.SyntaxKind.ReadonlyKeyword, ts.factory.createArrayTypeNode(item));

/** A parameter that has a media type gets the schema of that. */
function hideContent(node: JsonObject): void {
  if (node.schema === undefined && isObject(node.content)) {
    const schema: JsonValue | undefined = Object.values(node.content).map(
      (media) => isObject(media) && media.schema,
    )[0];
    if (isObject(schema)) node.schema = structuredClone(schema);
  }
  nameOfWholeQuery(node);
}
