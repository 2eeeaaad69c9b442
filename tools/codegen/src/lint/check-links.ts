import { child, isObject, type JsonObject, type JsonValue } from "../read/json.ts";
import { type DocumentNode, visitNodes } from "../read/openapi-nodes.ts";
import { removeAction, updateAction } from "../read/overlay-action.ts";
import { lookUp } from "../read/references.ts";
import type { Locate, ProblemList } from "../workspace/problem.ts";

type Context = { readonly locate: Locate; readonly problems: ProblemList };

/**
 * Finds broken references, schemas composed of themselves, which types cannot express, and discriminators that name
 * missing schemas.
 */
export function checkLinks(document: JsonValue, context: Context): void {
  const targets = new Map<string, JsonValue | undefined>();
  const find = (reference: string) => {
    if (!targets.has(reference)) targets.set(reference, lookUp(document, reference));
    return targets.get(reference);
  };
  const circles = new Circles(find);
  const { problems } = context;
  visitNodes(document, (found) => {
    if (problems.isFull) return;
    if (typeof found.node.$ref === "string") checkReference(found, found.node.$ref, find, context);
    const fault = circles.faultOf(found.node);
    if (fault) reportCircle(found, fault, context);
    if (found.kind === "schema" && isObject(found.node.discriminator)) checkMapping(document, found, context);
  });
}

type Find = (reference: string) => JsonValue | undefined;

function checkReference(
  found: DocumentNode,
  target: string,
  find: Find,
  { locate, problems }: Context,
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

function reportCircle(found: DocumentNode, fault: string, { locate, problems }: Context): void {
  const pointer = found.pointer();
  problems.error(locate(pointer, true), `${shorten(pointer)} ${fault}`, removeAction(pointer));
}

function checkMapping(document: JsonValue, found: DocumentNode, { locate, problems }: Context): void {
  const mapping = isObject(found.node.discriminator) ? found.node.discriminator.mapping : undefined;
  for (const [value, target] of Object.entries(isObject(mapping) ? mapping : {})) {
    if (typeof target !== "string" || isNamed(document, target)) continue;
    const at = child(found.pointer(), "discriminator", "mapping", value);
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
