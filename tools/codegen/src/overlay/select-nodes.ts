import { exec } from "jsonpath-rfc9535";
import parse from "jsonpath-rfc9535/parser";
import { child, type JsonValue } from "../read/json.ts";
import type { Node } from "./merge-update.ts";

/** Nodes a JSONPath selects, each once. Throws when the expression is malformed. */
export function selectNodes(document: JsonValue, target: string): Node[] {
  const nodes = new Map<string, Node>();
  exec(document, target, (value, path) => nodes.set(child("#", ...path), { value, path }));
  return [...nodes.values()];
}

/** Names of a list such as `['a', 'b']` in the target that none of the selected nodes lies under. */
export function unmatchedNames(target: string, nodes: readonly Node[]): string[] {
  const { segments } = parse(target);
  const end = segments.findIndex(({ type }) => type === "DescendantSegment");
  return segments.slice(0, end < 0 ? undefined : end).flatMap(({ node }, depth) => {
    if (node.type !== "BracketedSelection") return [];
    const names = node.selectors.flatMap((selector) =>
      selector.type === "NameSelector" ? [selector.value] : [],
    );
    return names.filter((name) => nodes.every(({ path }) => path[depth] !== name));
  });
}
