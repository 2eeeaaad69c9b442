import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import type { DocumentNode } from "../../read/openapi-nodes.ts";
import { lookUp, referencesIn } from "../../read/references.ts";

/**
 * Replaces references to `$id` and `$anchor` of schemas by pointers, in place, and removes both. Each `$id` starts a resource of
 * its own, whose references are relative to it.
 */
export function resolveIdentifiers(document: JsonValue, nodes: readonly DocumentNode[]): void {
  resolveSelf(document, nodes);
  if (!nodes.some(hasIdentifier)) return;
  const schemas = schemasIn(nodes);
  const known = new Map<string, string>();
  for (const { node, base, pointer } of schemas) {
    if (typeof node.$id === "string") known.set(base, pointer);
    if (typeof node.$anchor === "string") known.set(`${base}#${node.$anchor}`, pointer);
  }
  if (known.size === 0) return;
  for (const schema of schemas) {
    const { node, base } = schema;
    if (typeof node.$ref !== "string") continue;
    const target = known.get(absolute(node.$ref, base)) ?? pointerInto(document, schema, known);
    if (target !== undefined) node.$ref = target;
  }
  for (const { node } of schemas) {
    if (typeof node.$id === "string") delete node.$id;
    if (typeof node.$anchor === "string") delete node.$anchor;
  }
}

function hasIdentifier({ kind, node }: DocumentNode): boolean {
  return kind === "schema" && (typeof node.$id === "string" || typeof node.$anchor === "string");
}

/** Makes references local that lead to where the document says it is published (`$self`). */
function resolveSelf(document: JsonValue, nodes: readonly DocumentNode[]): void {
  if (!isObject(document) || typeof document.$self !== "string") return;
  const self = document.$self.replace(/#.*$/s, "");
  for (const { found, target } of referencesIn(nodes)) {
    const [address = "", ...fragment] = absolute(target, self).split("#");
    if (address === self) found.node.$ref = `#${fragment.join("#")}`;
  }
}

type Identified = { readonly node: JsonObject; readonly base: string; readonly pointer: string };

/** All schemas of a document with the `$id` that their references are relative to. */
function schemasIn(nodes: readonly DocumentNode[]): Identified[] {
  const found: Identified[] = [];
  const bases = new Map<string, string>();
  for (const visited of nodes) {
    if (visited.kind !== "schema") continue;
    const { node } = visited;
    const pointer = visited.pointer();
    const outer = baseAbove(pointer, bases);
    const base = typeof node.$id === "string" ? absolute(node.$id, outer) : outer;
    bases.set(pointer, base);
    found.push({ node, base, pointer });
  }
  return found;
}

function baseAbove(pointer: string, bases: ReadonlyMap<string, string>): string {
  for (let end = pointer.lastIndexOf("/"); end > 0; end = pointer.lastIndexOf("/", end - 1)) {
    const base = bases.get(pointer.slice(0, end));
    if (base !== undefined) return base;
  }
  return "";
}

/** Most identifiers are plain names, which have no base. */
function absolute(reference: string, base: string): string {
  const whole = URL.canParse(reference, base) ? new URL(reference, base).href : reference;
  return (whole.startsWith("#") ? base + whole : whole).replace(/#$/, "");
}

/** A pointer into the resource of an `$id`. One that is valid from the start of the document is meant so. */
function pointerInto(
  document: JsonValue,
  { node, base }: Identified,
  known: ReadonlyMap<string, string>,
): string | undefined {
  const reference = String(node.$ref);
  if (reference.startsWith("#/") && lookUp(document, reference) !== undefined) return undefined;
  const [resource = "", path] = absolute(reference, base).split("#");
  const start = known.get(resource);
  return start !== undefined && path?.startsWith("/") ? start + path : undefined;
}
