import { exec } from "jsonpath-rfc9535";
import parse from "jsonpath-rfc9535/parser";
import { child, type JsonValue } from "../read/json.ts";
import { anchorMatch } from "./anchor-match.ts";
import type { Node } from "./merge-update.ts";

/** The nodes that a JSONPath selects, without duplicates. Throws if the expression is malformed. */
export function selectNodes(document: JsonValue, target: string): Node[] {
  const nodes = new Map<string, Node>();
  exec(document, anchorMatch(target), (value, path) => nodes.set(child("#", ...path), { value, path }));
  return [...nodes.values()];
}

/** Names in a selector such as `['a', 'b']` that match no node. */
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
