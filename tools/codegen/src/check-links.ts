import { isObject, type JsonObject, type JsonValue } from "./json.ts";
import type { Locate } from "./lint.ts";
import { type DocumentNode, visitNodes } from "./openapi-nodes.ts";
import { removeAction, updateAction } from "./overlay-action.ts";
import type { ProblemList } from "./problem.ts";
import { lookUp, referencesOf } from "./references.ts";

type Context = { readonly locate: Locate; readonly problems: ProblemList };

/** Finds references that name nothing, and schemas that are made of themselves, which no type can express. */
export function checkLinks(document: JsonValue, context: Context): void {
  const { locate, problems } = context;
  for (const { node, target, pointer } of referencesOf(document)) {
    if (!target.startsWith("#") || (target !== "#" && isNode(lookUp(document, target)))) continue;
    const at = `${pointer()}/$ref`;
    const message = `$ref ${shorten(target)} names ${target === "#" ? "the whole document" : "nothing"}`;
    const fix =
      Object.keys(node).length > 1 ? removeAction(at) : updateAction(at.slice(0, -5), '{ $ref: "…" }');
    problems.error(locate(at), message, fix);
  }
  checkCircles(document, context);
  checkMappings(document, context);
}

/** Schemas may be true or false. */
function isNode(target: JsonValue | undefined): boolean {
  return isObject(target) || typeof target === "boolean";
}

/** Steps that lead from a schema to one it cannot be without; properties and items are no such steps. */
const COMPOSITIONS = ["allOf", "anyOf", "oneOf"];

function checkCircles(document: JsonValue, { locate, problems }: Context): void {
  const done = new Set<JsonObject>();
  const open = new Set<JsonObject>();
  function isCircular(node: JsonValue | undefined): boolean {
    if (!isObject(node) || done.has(node)) return false;
    if (open.has(node)) return true;
    open.add(node);
    const parts = COMPOSITIONS.flatMap((key) => node[key] ?? []);
    const target = typeof node.$ref === "string" ? lookUp(document, node.$ref) : undefined;
    const circular = [target, ...parts].some(isCircular);
    open.delete(node);
    done.add(node);
    return circular;
  }
  visitNodes(document, ({ node, pointer }) => {
    if (!isCircular(node)) return;
    const message = `${shorten(pointer())} is made of itself and nothing else`;
    problems.error(locate(pointer(), true), message, removeAction(pointer()));
  });
}

function checkMappings(document: JsonValue, { locate, problems }: Context): void {
  visitNodes(document, ({ kind, node, pointer }: DocumentNode) => {
    const mapping =
      kind === "schema" && isObject(node.discriminator) ? node.discriminator.mapping : undefined;
    if (!isObject(mapping)) return;
    for (const [value, target] of Object.entries(mapping)) {
      if (typeof target !== "string" || isNamed(document, target)) continue;
      const at = `${pointer()}/discriminator/mapping/${value.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      problems.error(
        locate(at),
        `the discriminator names ${shorten(target)}, which is not there`,
        removeAction(at),
      );
    }
  });
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
