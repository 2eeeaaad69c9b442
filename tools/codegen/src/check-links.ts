import { child, isObject, type JsonObject, type JsonValue } from "./json.ts";
import type { Locate } from "./lint.ts";
import { type DocumentNode, visitNodes } from "./openapi-nodes.ts";
import { removeAction, updateAction } from "./overlay-action.ts";
import type { ProblemList } from "./problem.ts";
import { lookUp } from "./references.ts";

type Context = { readonly locate: Locate; readonly problems: ProblemList };

/**
 * Finds references that name nothing, schemas that are made of themselves, which no type can express, and discriminators
 * that name what is not there.
 */
export function checkLinks(document: JsonValue, context: Context): void {
  const targets = new Map<string, JsonValue | undefined>();
  const find = (reference: string) => {
    if (!targets.has(reference)) targets.set(reference, lookUp(document, reference));
    return targets.get(reference);
  };
  const circles = new Circles(find);
  visitNodes(document, (found) => {
    if (typeof found.node.$ref === "string") checkReference(found, found.node.$ref, find, context);
    if (circles.hold(found.node)) reportCircle(found, context);
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
  const message = `$ref ${shorten(target)} names ${target === "#" ? "the whole document" : "nothing"}`;
  const isAlone = Object.keys(found.node).length === 1;
  problems.error(locate(at), message, isAlone ? updateAction(pointer, '{ $ref: "…" }') : removeAction(at));
}

/** Schemas may be true or false. */
function isNode(target: JsonValue | undefined): boolean {
  return isObject(target) || typeof target === "boolean";
}

/** Steps that lead from a schema to one it cannot be without; properties and items are no such steps. */
const COMPOSITIONS = ["allOf", "anyOf", "oneOf"];

class Circles {
  readonly #find: Find;
  readonly #done = new Set<JsonObject>();
  readonly #open = new Set<JsonObject>();

  constructor(find: Find) {
    this.#find = find;
  }

  /** True for the first node of a circle that is met; the others of the same circle are not told again. */
  hold(node: JsonValue | undefined): boolean {
    if (!isObject(node) || this.#done.has(node)) return false;
    if (this.#open.has(node)) return true;
    const parts = partsOf(node);
    if (parts.length === 0 && typeof node.$ref !== "string") return false;
    this.#open.add(node);
    const target = typeof node.$ref === "string" ? this.#find(node.$ref) : undefined;
    const isCircular = this.hold(target) || parts.some((part) => this.hold(part));
    this.#open.delete(node);
    this.#done.add(node);
    return isCircular;
  }
}

function partsOf(node: JsonObject): JsonValue[] {
  return COMPOSITIONS.flatMap((key) => (Array.isArray(node[key]) ? node[key] : []));
}

function reportCircle(found: DocumentNode, { locate, problems }: Context): void {
  const pointer = found.pointer();
  problems.error(
    locate(pointer, true),
    `${shorten(pointer)} is made of itself and nothing else`,
    removeAction(pointer),
  );
}

function checkMapping(document: JsonValue, found: DocumentNode, { locate, problems }: Context): void {
  const mapping = isObject(found.node.discriminator) ? found.node.discriminator.mapping : undefined;
  for (const [value, target] of Object.entries(isObject(mapping) ? mapping : {})) {
    if (typeof target !== "string" || isNamed(document, target)) continue;
    const at = child(found.pointer(), "discriminator", "mapping", value);
    const message = `the discriminator names ${shorten(target)}, which is not there`;
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
