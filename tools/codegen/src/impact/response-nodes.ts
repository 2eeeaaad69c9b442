import { entriesOf } from "../diff/documents/operations.ts";
import { pointerOf, pointerSteps, referenceOf, valueAt } from "../diff/documents/pointer.ts";
import type { Uses } from "../diff/documents/uses.ts";
import { isObject, type JsonObject, type JsonValue } from "../read/json.ts";

/** The nodes of a document along a path of a response. */
export type ResponseNodes = {
  /** Every node along the path, with the next step. */
  readonly way: readonly { readonly pointer: string; readonly next: string }[];
  /** The nodes at the end; empty if the response does not have the path. */
  readonly ends: readonly string[];
};

type Steps = readonly string[];

/** Follows a path such as `results[].general.name` from a response, through references and compositions. */
export function responseNodes(
  document: JsonObject,
  uses: Uses,
  at: { operation: string; path: string },
): ResponseNodes {
  const operation = uses.operation(at.operation);
  if (!operation) return { way: [], ends: [] };
  const { pointer, node } = operation;
  const way: { pointer: string; next: string }[] = [];
  let ends = responseSchemas(document, [...pointerSteps(pointer), "responses"], node);
  for (const next of at.path.split(/\.|(?=\[\])/).filter(Boolean)) {
    const nodes = ends.flatMap((steps) => expand(document, steps));
    way.push(...nodes.map((steps) => ({ pointer: pointerOf(steps), next })));
    ends = nodes.flatMap((steps) => stepInto(document, steps, next));
  }
  const last = ends.flatMap((steps) => expand(document, steps));
  return { way, ends: [...new Set(last.map(pointerOf))] };
}

/** The JSON schemas of the 2xx responses. */
function responseSchemas(document: JsonObject, steps: Steps, { responses }: JsonObject): Steps[] {
  return entriesOf(responses).flatMap(([status, response]) => {
    if (!/^2/.test(status)) return [];
    const target = referenceOf(response) ?? [...steps, status];
    const node = valueAt(document, target);
    const contents = isObject(node) ? entriesOf(node.content) : [];
    return contents
      .filter(([type, content]) => /json/.test(type) && content.schema !== undefined)
      .map(([type]) => [...target, "content", type, "schema"]);
  });
}

/** A node with the nodes it refers to or is composed of. */
function expand(document: JsonObject, start: Steps): Steps[] {
  const found = new Map<string, Steps>();
  const waiting: Steps[] = [start];
  for (let steps = waiting.pop(); steps; steps = waiting.pop()) {
    const pointer = pointerOf(steps);
    const node = valueAt(document, steps);
    if (node === undefined || found.has(pointer)) continue;
    found.set(pointer, steps);
    const target = referenceOf(node);
    if (target) waiting.push(target);
    for (const key of ["allOf", "oneOf", "anyOf"])
      waiting.push(...partsAt(node, key).map((index) => [...(steps ?? []), key, index]));
  }
  return [...found.values()];
}

function partsAt(node: JsonValue, key: string): string[] {
  const parts = isObject(node) ? node[key] : undefined;
  return Array.isArray(parts) ? parts.map((_, index) => String(index)) : [];
}

function stepInto(document: JsonObject, steps: Steps, name: string): Steps[] {
  const node = valueAt(document, steps);
  if (!isObject(node)) return [];
  if (name === "[]") return node.items === undefined ? [] : [[...steps, "items"]];
  const properties = isObject(node.properties) ? node.properties : {};
  if (name === "*") {
    const known = Object.keys(properties).map((key) => [...steps, "properties", key]);
    return isObject(node.additionalProperties) ? [...known, [...steps, "additionalProperties"]] : known;
  }
  if (Object.hasOwn(properties, name)) return [[...steps, "properties", name]];
  return isObject(node.additionalProperties) ? [[...steps, "additionalProperties"]] : [];
}
