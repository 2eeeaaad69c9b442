import { isObject, type JsonObject, type JsonValue, stepsOf } from "./json.ts";
import { type DocumentNode, nodesOf } from "./openapi-nodes.ts";

/** A `$ref` in a position where OpenAPI allows one. */
export type ReferenceNode = { readonly found: DocumentNode; readonly target: string };

/** Every reference of a document in order of appearance. Examples are data, so a `$ref` in them is skipped. */
export function referencesOf(document: JsonValue): ReferenceNode[] {
  return referencesIn(nodesOf(document));
}

/** The references among nodes. */
export function referencesIn(nodes: readonly DocumentNode[]): ReferenceNode[] {
  const references: ReferenceNode[] = [];
  for (const found of nodes) {
    const target = found.node.$ref;
    if (typeof target === "string") references.push({ found, target });
  }
  return references;
}

/** The target of a local reference, if it exists. */
export function lookUp(document: JsonValue, reference: string): JsonValue | undefined {
  if (reference === "#") return document;
  if (!reference.startsWith("#/")) return undefined;
  let node: JsonValue | undefined = document;
  for (const step of stepsOf(reference)) node = memberOf(node, step);
  return node;
}

/** The object at the end of a chain of references. Undefined if the chain is broken or circular. */
export function followed(document: JsonValue, start: JsonObject): JsonObject | undefined {
  if (typeof start.$ref !== "string") return start;
  const met = new Set<JsonObject>();
  let node: JsonValue | undefined = start;
  while (isObject(node) && typeof node.$ref === "string") {
    if (met.has(node)) return undefined;
    met.add(node);
    node = lookUp(document, node.$ref);
  }
  return isObject(node) ? node : undefined;
}

function memberOf(node: JsonValue | undefined, key: string): JsonValue | undefined {
  if (Array.isArray(node)) return /^\d+$/.test(key) ? node[Number(key)] : undefined;
  return isObject(node) && Object.hasOwn(node, key) ? node[key] : undefined;
}
