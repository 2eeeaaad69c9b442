import { child, isObject, type JsonObject, setOwn, stepsOf } from "../../read/json.ts";
import { type NodeKind, SECTIONS } from "../../read/openapi-nodes.ts";
import { lookUp, type ReferenceNode } from "../../read/references.ts";

/**
 * Moves nodes that are referred to by path, such as `#/paths/~1users/get/responses/200`, to `components`, since generated
 * types need names. A reference takes their place.
 */
export function hoist(document: JsonObject, references: readonly ReferenceNode[]): void {
  const places = new Map<string, { kind: NodeKind; nodes: JsonObject[] }>();
  for (const { found, target } of references) {
    const { kind, node } = found;
    if (!target.startsWith("#/") || isNamed(target, kind)) continue;
    const place = child("#", ...stepsOf(target));
    const known = places.get(place) ?? { kind, nodes: [] };
    places.set(place, { kind, nodes: [...known.nodes, node] });
  }
  // The deepest node moves first, so that the pointers of its ancestors stay valid.
  const deepestFirst = [...places].sort(
    ([a], [b]) => b.split("/").length - a.split("/").length || (a < b ? -1 : 1),
  );
  for (const [place, { kind, nodes }] of deepestFirst) move(document, place, kind, nodes);
}

/** A component, or a property of a component schema: references that openapi-typescript resolves. */
function isNamed(target: string, kind: NodeKind): boolean {
  const [first, section, , ...rest] = stepsOf(target);
  if (first !== "components" || section !== SECTIONS.get(kind)) return false;
  return rest.length % 2 === 0 && rest.every((step, index) => index % 2 === 1 || step === "properties");
}

function move(document: JsonObject, place: string, kind: NodeKind, nodes: readonly JsonObject[]): void {
  const section = SECTIONS.get(kind);
  const part = lookUp(document, place);
  const holder = lookUp(document, place.slice(0, place.lastIndexOf("/")));
  const key = stepsOf(place).at(-1);
  if (!section || !isObject(part) || key === undefined) return;
  const name = nameFor(document, section, place);
  const $ref = child("#", "components", section, name);
  addComponent(document, section, name, part);
  if (Array.isArray(holder)) holder[Number(key)] = { $ref };
  else if (isObject(holder)) setOwn(holder, key, { $ref });
  for (const node of nodes) node.$ref = $ref;
}

function nameFor(document: JsonObject, section: string, place: string): string {
  const steps = stepsOf(place).map((step) => step.replace(/[^A-Za-z0-9]+/g, "_").replace(/^_|_$/g, ""));
  const name = steps.filter((step) => step !== "").join("_");
  const taken = lookUp(document, child("#", "components", section, name)) !== undefined;
  return taken ? `${name}_` : name;
}

function addComponent(document: JsonObject, section: string, name: string, part: JsonObject): void {
  if (!isObject(document.components)) document.components = {};
  const { components } = document;
  if (!isObject(components[section])) components[section] = {};
  const held = components[section];
  if (isObject(held)) setOwn(held, name, part);
}
