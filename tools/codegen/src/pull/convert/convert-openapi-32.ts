import { DEFAULT_MAPPING } from "../../read/discriminator.ts";
import { child, isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import { type DocumentNode, visitNodes } from "../../read/openapi-nodes.ts";
import { removeAction } from "../../read/overlay-action.ts";
import { followed } from "../../read/references.ts";
import type { Locate, ProblemList } from "../../workspace/problem.ts";
import type { Note } from "./upgrade-schema.ts";

type Context = { readonly locate: Locate; readonly problems: ProblemList };

export function isOpenApi32({ openapi }: JsonObject): boolean {
  return typeof openapi === "string" && openapi.startsWith("3.2.");
}

/** What OpenAPI 3.2 added and clients cannot do: keys of a node, and what they are. */
const UNSUPPORTED: Partial<Record<DocumentNode["kind"], Readonly<Record<string, string>>>> = {
  pathItem: {
    query: "an operation of the method QUERY",
    additionalOperations: "operations of further methods",
  },
  mediaType: {
    itemSchema: "a sequence of items",
    itemEncoding: "a sequence of parts",
    prefixEncoding: "a sequence of parts",
  },
};

/** Refuses what OpenAPI 3.2 added and no client can do, so that nothing of it disappears. */
export function checkOpenApi32(document: JsonObject, { locate, problems }: Context): void {
  const refuse = (pointer: string, what: string) =>
    problems.error(locate(pointer, true), `${what} cannot be generated (OpenAPI 3.2)`, removeAction(pointer));
  visitNodes(document, (found) => {
    const { kind, node } = found;
    for (const [key, what] of Object.entries(UNSUPPORTED[kind] ?? {})) {
      if (node[key] !== undefined) refuse(child(found.pointer(), key), what);
    }
    if (kind === "parameter" && node.in === "querystring")
      refuse(found.pointer(), "a parameter that is the whole query (`in: querystring`)");
    const nodeType = kind === "schema" && isObject(node.xml) ? node.xml.nodeType : undefined;
    if (nodeType !== undefined && nodeType !== "element" && nodeType !== "attribute")
      refuse(child(found.pointer(), "xml", "nodeType"), `the XML node type ${String(nodeType)}`);
    if (kind === "securityScheme" && isObject(node.flows) && node.flows.deviceAuthorization !== undefined) {
      const at = child(found.pointer(), "flows", "deviceAuthorization");
      const message =
        "the flow deviceAuthorization (OpenAPI 3.2) is left out; a client takes the token that it gives";
      problems.warning(locate(at, true), message);
    }
  });
}

/** Converts the rest of OpenAPI 3.2 to 3.1 in place. */
export function convertOpenApi32(document: JsonObject, note: Note): void {
  if (document.$self !== undefined) {
    delete document.$self;
    note("`$self` is where the vendor publishes the document; removed");
  }
  dropKeys(document.tags, ["parent", "kind", "summary"], () =>
    note("a tag in another one; its place is removed"),
  );
  dropKeys(document.servers, ["name"]);
  visitNodes(document, ({ kind, node }) => {
    if (isObject(node.content)) inlineMedia(document, node.content);
    if (kind === "response") convertResponse(node);
    if (kind === "schema") convertSchema(node);
    if (kind === "securityScheme") {
      for (const key of ["deprecated", "oauth2MetadataUrl"]) delete node[key];
      if (isObject(node.flows)) delete node.flows.deviceAuthorization;
    }
  });
  if (isObject(document.components)) delete document.components.mediaTypes;
}

function dropKeys(list: JsonValue | undefined, keys: readonly string[], tell: () => void = () => {}): void {
  for (const item of Array.isArray(list) ? list : []) {
    if (!isObject(item) || !keys.some((key) => key in item)) continue;
    for (const key of keys) delete item[key];
    tell();
  }
}

/** Copies the media types of `components`, which OpenAPI 3.1 does not have. */
function inlineMedia(document: JsonObject, content: JsonObject): void {
  for (const [type, media] of Object.entries(content)) {
    if (!isObject(media) || media.$ref === undefined) continue;
    const target = followed(document, media);
    if (target) content[type] = structuredClone(target);
  }
}

function convertResponse(node: JsonObject): void {
  const { summary } = node;
  delete node.summary;
  if (node.description === undefined && summary !== undefined) node.description = summary;
}

/** An annotation of ours keeps the alternative of all other values; OpenAPI 3.1 has no place for it. */
function convertSchema({ discriminator, xml }: JsonObject): void {
  if (isObject(discriminator) && discriminator.defaultMapping !== undefined) {
    discriminator[DEFAULT_MAPPING] = discriminator.defaultMapping;
    delete discriminator.defaultMapping;
  }
  if (!isObject(xml) || xml.nodeType === undefined) return;
  if (xml.nodeType === "attribute") xml.attribute = true;
  delete xml.nodeType;
}
