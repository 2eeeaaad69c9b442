import { child, isObject, type JsonObject, type JsonValue } from "../read/json.ts";
import { type DocumentNode, nodesOf } from "../read/openapi-nodes.ts";
import { removeAction, updateAction } from "../read/overlay-action.ts";
import { lookUp } from "../read/references.ts";
import type { CheckContext } from "./check-context.ts";

/**
 * Finds broken references, schemas composed of themselves, which types cannot express, and discriminators that name
 * missing schemas.
 */
export function checkLinks(document: JsonValue, context: CheckContext): void {
  if (isObject(document)) checkTags(document, context);
  const targets = new Map<string, JsonValue | undefined>();
  const find = (reference: string) => {
    if (!targets.has(reference)) targets.set(reference, lookUp(document, reference));
    return targets.get(reference);
  };
  const circles = new Circles(find);
  const { problems, nodes = nodesOf(document) } = context;
  for (const found of nodes) {
    if (problems.isFull) return;
    if (typeof found.node.$ref === "string") checkReference(found, found.node.$ref, find, context);
    const fault = circles.faultOf(found.node);
    if (fault) reportCircle(found, fault, context);
    if (found.kind === "schema" && isObject(found.node.discriminator)) checkMapping(document, found, context);
  }
}

/** Finds tags in a tag that does not exist, or in themselves. */
function checkTags(document: JsonObject, { locate, problems }: CheckContext): void {
  const tags = Array.isArray(document.tags) ? document.tags.filter(isObject) : [];
  const parents = new Map(tags.map(({ name, parent }) => [name, parent]));
  for (const [index, { name, parent }] of tags.entries()) {
    if (parent === undefined) continue;
    const pointer = child("#", "tags", index);
    const [tag, above] = [shorten(String(name)), shorten(String(parent))];
    const message = !parents.has(parent)
      ? `the parent of the tag ${tag}, ${above}, does not exist`
      : isInItself(name, parents) && `the tag ${tag} is in itself, through its parent ${above}`;
    if (!message) continue;
    problems.error(locate(child(pointer, "parent")), message, removeAction(child(pointer, "parent")));
  }
}

type Tag = JsonValue | undefined;

function isInItself(name: Tag, parents: ReadonlyMap<Tag, Tag>): boolean {
  const met = new Set<Tag>();
  for (let at = parents.get(name); at !== undefined && !met.has(at); at = parents.get(at)) {
    if (at === name) return true;
    met.add(at);
  }
  return false;
}

type Find = (reference: string) => JsonValue | undefined;

function checkReference(
  found: DocumentNode,
  target: string,
  find: Find,
  { locate, problems }: CheckContext,
): void {
  if (!target.startsWith("#") || (target !== "#" && isNode(find(target)))) return;
  const pointer = found.pointer();
  const at = child(pointer, "$ref");
  const message = `$ref ${shorten(target)} ${target === "#" ? "refers to the whole document" : "does not resolve"}`;
  const isAlone = Object.keys(found.node).length === 1;
  problems.error(locate(at), message, isAlone ? updateAction(pointer, '{ $ref: "…" }') : removeAction(at));
}

/** A schema may also be a boolean. */
function isNode(target: JsonValue | undefined): boolean {
  return isObject(target) || typeof target === "boolean";
}

/** Keywords that compose a schema. A circle through properties or items is allowed. */
const COMPOSITIONS = ["allOf", "anyOf", "oneOf"];

/** Limit of chained references; each takes a level of recursion. */
const MAX_CHAIN = 1000;

class Circles {
  readonly #find: Find;
  readonly #done = new Set<JsonObject>();
  readonly #open = new Set<JsonObject>();

  constructor(find: Find) {
    this.#find = find;
  }

  /** The fault of a node. Only the first node of a circle is reported. */
  faultOf(node: JsonValue | undefined): string | undefined {
    if (!isObject(node) || this.#done.has(node)) return undefined;
    if (this.#open.has(node)) return "is composed only of itself";
    if (this.#open.size > MAX_CHAIN) return `has more than ${MAX_CHAIN} chained references`;
    const target = typeof node.$ref === "string" ? this.#find(node.$ref) : undefined;
    const parts = target === undefined ? partsOf(node) : [target, ...partsOf(node)];
    if (parts.length === 0) return undefined;
    this.#open.add(node);
    let fault: string | undefined;
    for (const part of parts) fault ??= this.faultOf(part);
    this.#open.delete(node);
    this.#done.add(node);
    return fault;
  }
}

function partsOf(node: JsonObject): JsonValue[] {
  return COMPOSITIONS.flatMap((key) => (Array.isArray(node[key]) ? node[key] : []));
}

function reportCircle(found: DocumentNode, fault: string, { locate, problems }: CheckContext): void {
  const pointer = found.pointer();
  problems.error(locate(pointer, true), `${shorten(pointer)} ${fault}`, removeAction(pointer));
}

function checkMapping(document: JsonValue, found: DocumentNode, { locate, problems }: CheckContext): void {
  const { discriminator } = found.node;
  if (!isObject(discriminator)) return;
  const { mapping, defaultMapping } = discriminator;
  const targets = [
    ...Object.entries(isObject(mapping) ? mapping : {}).map(
      ([value, to]) => [["mapping", value], to] as const,
    ),
    [["defaultMapping"], defaultMapping] as const,
  ];
  for (const [keys, target] of targets) {
    if (typeof target !== "string" || isNamed(document, target)) continue;
    const at = child(found.pointer(), "discriminator", ...keys);
    const message = `the discriminator refers to ${shorten(target)}, which does not exist`;
    problems.error(locate(at), message, removeAction(at));
  }
}

function isNamed(document: JsonValue, target: string): boolean {
  const reference = target.includes("#") ? target : `#/components/schemas/${target}`;
  return (
    lookUp(document, reference) !== undefined || lookUp(document, `#/definitions/${target}`) !== undefined
  );
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
