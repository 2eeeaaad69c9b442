import { createRequire } from "node:module";
import { child, type JsonValue } from "../read/json.ts";
import { anchorMatch } from "./anchor-match.ts";
import type { Node } from "./merge-update.ts";

/** Loaded with the first action of an overlay: its 41 modules take a fiftieth of a second. */
const require = createRequire(import.meta.url);
const jsonPath = (): typeof import("jsonpath-rfc9535") => require("jsonpath-rfc9535");
const parser = (): typeof import("jsonpath-rfc9535/parser") => require("jsonpath-rfc9535/parser");

/** The nodes that a JSONPath selects, without duplicates. Throws if the expression is malformed. */
export function selectNodes(document: JsonValue, target: string): Node[] {
  const nodes = new Map<string, Node>();
  jsonPath().exec(document, anchorMatch(target), (value, path) =>
    nodes.set(child("#", ...path), { value, path }),
  );
  return [...nodes.values()];
}

/** Names in a selector such as `['a', 'b']` that match no node. */
export function unmatchedNames(target: string, nodes: readonly Node[]): string[] {
  const { segments } = parser().default(target);
  const end = segments.findIndex(({ type }) => type === "DescendantSegment");
  return segments.slice(0, end < 0 ? undefined : end).flatMap(({ node }, depth) => {
    if (node.type !== "BracketedSelection") return [];
    const names = node.selectors.flatMap((selector) =>
      selector.type === "NameSelector" ? [selector.value] : [],
    );
    return names.filter((name) => nodes.every(({ path }) => path[depth] !== name));
  });
}
